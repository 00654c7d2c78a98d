import type { Catalogue } from './load.ts';
import { markdownTable } from './markdown-table.ts';
import { RECEIVER_SCOPES } from './requirement.ts';
import { BASE_SCOPE, type ReceiverScope, requirementsIn, SCOPES } from './scopes.ts';

const listed = (names: readonly string[]): string => (names.length === 0 ? '-' : names.join(', '));

const ports = (): readonly string[] =>
  markdownTable(
    ['scope', 'covers', 'ports', 'worked'],
    RECEIVER_SCOPES.map((scope) => {
      const { covers, ports: own, worked } = SCOPES[scope];
      return [`\`${scope}\``, covers, listed(own), listed(worked)];
    }),
  );

const requirements = (scope: ReceiverScope, catalogue: Catalogue): readonly string[] => [
  `## ${scope}`,
  '',
  ...requirementsIn(scope, catalogue).map((r) => `- [${r.id}](requirements.md#${r.id.toLowerCase()}) (${r.level})`),
  '',
];

/** docs/scopes.md, generated from the table and the catalogue; a test keeps the file equal to it. */
export const scopesDocument = (catalogue: Catalogue): string =>
  [
    '# Scopes',
    '',
    `What a receiver can be certified of. \`${BASE_SCOPE}\` is the ground; every other scope stands on it and needs its ports too.`,
    'Inside a scope nothing can be left out: what needs a port that is absent is UNTESTABLE. What lies outside is printed.',
    'Each port may be served over FHIR, over HL7 v2 or over the [port protocol](ports.md), and the scopes are the same.',
    'Generated from `contract/requirements/scopes.ts` and the catalogue; a test compares (`UPDATE_DOCS=1` rewrites it).',
    '',
    '_Ports_: what a scope needs. _Worked_: which of them have to be worked while the run goes on, by a wire, an adapter or',
    'an operator; a set made beforehand (`provisioned`) will not do for these.',
    '',
    ...ports(),
    '',
    'A requirement counts where the wire of its port can show it: those of HL7 v2 where a port is served by HL7 v2, those of',
    'FHIR where one is served by FHIR, a draft order where orders come by something that has drafts.',
    '',
    ...RECEIVER_SCOPES.flatMap((scope) => requirements(scope, catalogue)),
  ]
    .join('\n')
    .trimEnd()
    .concat('\n');
