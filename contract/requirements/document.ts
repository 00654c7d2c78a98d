import type { Catalogue } from './load.ts';
import { markdownTable } from './markdown-table.ts';
import type { Requirement, RequirementFamily, Role } from './requirement.ts';

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

const WIRES = { fhir: 'FHIR', hl7v2: 'HL7 v2' } as const;

const judged = (r: Requirement): string => {
  const where = r.capability === undefined ? '' : `, where the system has: ${r.capability}`;
  const least = `A PASS needs at least ${r.minimum.must} finding of what must happen and ${r.minimum.mustNot} of what must not.`;
  const why = r['why-minimum'] === undefined ? '' : ` ${r['why-minimum']}`;
  return `- Judged over ${r.bindings.map((b) => WIRES[b]).join(' and ')}${where}. ${least}${why}`;
};

const section = (r: Requirement): readonly string[] => [
  `### ${r.id}`,
  '',
  r.statement,
  '',
  `- Why: ${r.rationale}`,
  `- Source: ${r.source}. [Contract](contract.md): ${r.clause}.`,
  `- To mend: ${r.fix}`,
  judged(r),
  ...(r.untested === undefined ? [] : [`- Not tested: ${r.untested}`]),
  '',
];

/** What is judged today, and what of the rest. */
const standing = (role: Role, requirements: readonly Requirement[]): readonly string[] => {
  const count = (built: Requirement['built']): number => requirements.filter((r) => r.built === built).length;
  const [spine, oracle] = [count('spine'), count('oracle')];
  return [
    `- What a ${role} has to do: ${requirements.length} requirements. ${spine} are judged today, by a check and by the oracle.`,
    ...(oracle === 0
      ? []
      : [
          `  Of the others the oracle judges ${oracle} in any history that exercises them in full; \`certify\` does not play them.`,
        ]),
    ...(spine + oracle === requirements.length
      ? []
      : [`  Nothing judges the other ${requirements.length - spine - oracle} yet; they never count as passed.`]),
  ];
};

const ROLES: readonly Role[] = ['receiver', 'sender'];

/** docs/requirements.md, generated from the catalogue; a test keeps the file equal to it. */
export const requirementsDocument = (catalogue: Catalogue): string =>
  [
    '# Requirements',
    '',
    'Levels MUST and SHOULD are those of RFC 2119. Generated from `contract/requirements/*.yaml`; a test compares',
    '(`UPDATE_DOCS=1` rewrites it). `vitalproof list requirements` filters by role, scope and level; `vitalproof explain ID`',
    'adds check, worked cases and mutants.',
    '',
    ...ROLES.map((role) => [role, catalogue.ofRole(role)] as const)
      .filter(([, requirements]) => requirements.length > 0)
      .flatMap(([role, requirements]) => standing(role, requirements)),
    '',
    ...catalogue.families.flatMap(table),
    '## Each in full',
    '',
    ...catalogue.requirements.flatMap(section),
  ]
    .join('\n')
    .trimEnd()
    .concat('\n');
