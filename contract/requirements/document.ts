import type { Catalogue } from './load.ts';
import { markdownTable } from './markdown-table.ts';
import type { Requirement, RequirementFamily } from './requirement.ts';

const row = (r: Requirement): readonly string[] => [
  `[${r.id}](#${r.id.toLowerCase()})`,
  r.level,
  r.scope,
  r.built === 'spine' ? 'built' : 'not built yet',
  r.statement,
];

const table = (family: RequirementFamily): readonly string[] => [
  `## ${family.title} (${family.prefix})`,
  '',
  ...markdownTable(['id', 'level', 'scope', 'judged', 'demands'], family.requirements.map(row)),
  '',
];

const section = (r: Requirement): readonly string[] => [
  `### ${r.id}`,
  '',
  r.statement,
  '',
  `- Why: ${r.rationale}`,
  `- Source: ${r.source}. [Contract](contract.md): ${r.clause}.`,
  `- To mend: ${r.fix}`,
  `- Judged over ${r.bindings.map((b) => (b === 'fhir' ? 'FHIR' : 'HL7 v2')).join(' and ')}${r.capability === undefined ? '' : `, where the system has: ${r.capability}`}. A PASS needs at least ${r.minimum.must} finding of what must happen and ${r.minimum.mustNot} of what must not.${r['why-minimum'] === undefined ? '' : ` ${r['why-minimum']}`}`,
  '',
];

/** What is judged today, and what of the rest. */
const standing = (catalogue: Catalogue): readonly string[] => {
  const count = (built: Requirement['built']): number => catalogue.requirements.filter((r) => r.built === built).length;
  const all = `What a receiver has to do: ${catalogue.requirements.length} requirements. ${count('spine')} are judged today, by a check and by the oracle; the others are`;
  const oracle = count('oracle');
  return oracle === 0
    ? [
        all,
        'known and not built yet: nothing judges them, and they never count as passed. Levels MUST and SHOULD are those',
      ]
    : [
        all,
        `known and not built yet: \`certify\` does not play them. Of them the oracle judges ${oracle} in any history that exercises`,
        'them in full; the rest nothing judges, and they never count as passed. Levels MUST and SHOULD are those',
      ];
};

/** docs/requirements.md, generated from the catalogue; a test keeps the file equal to it. */
export const requirementsDocument = (catalogue: Catalogue): string =>
  [
    '# Requirements',
    '',
    ...standing(catalogue),
    'of RFC 2119. Generated from `contract/requirements/*.yaml`; a test compares (`UPDATE_DOCS=1` rewrites it).',
    '',
    ...catalogue.families.flatMap(table),
    '## Each in full',
    '',
    ...catalogue.requirements.flatMap(section),
  ]
    .join('\n')
    .trimEnd()
    .concat('\n');
