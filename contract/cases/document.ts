import { markdownTable } from '../requirements/markdown-table.ts';
import { actLines } from './describe.ts';
import type { WorkedCase } from './worked-case.ts';

const FIELDS = [
  ['`case`', 'the number, stable and unique'],
  ['`title`, `why`', 'the ruling in one line; why the other reading is wrong'],
  ['`clauses`, `requirements`', 'what it interprets: places in the contract, ids of the catalogue'],
  ['`patients`', 'short names; unsaid: one, called ana'],
  ['`orders`', 'what is ordered, by short name; the fields are below'],
  ['`timeline`', 'acts, each later than the one before'],
];

const HEAD = `# Worked cases

The contract's case law: short timelines with the items and refusals that are right, and why the other reading of the
clause is wrong. The reference and the oracle both have to reproduce every one of them. A case keeps its number; dispute
one by it. Generated from \`contract/cases/*.yaml\`; a test compares (\`UPDATE_DOCS=1\` rewrites it).

## The format

One YAML file of at most 30 lines, checked by \`contract/cases/case.schema.json\`.

${markdownTable(['field', 'meaning'], FIELDS).join('\n')}

An order has \`measure\`, \`unit\` (unsaid: mg/dL, kg), \`limits\` by tier (\`reference\`, \`critical\`), \`rules\`, \`responsible\`
(rivera, okafor, lindqvist or pool), \`from\` (unsaid: when it is sent), \`to\` (unsaid: 90 days of 24 hours after \`from\`) and
\`status\` (draft, or active where unsaid).

An act has \`at\`, the instant by the system's own clock with its offset, one verb, and \`expect\`: \`accepted\`, \`replayed\` (the
answer of the first time, no second effect) or \`{ refused: CODE }\`. Verbs: \`order\`, \`change-order\` (with the whole set of
\`limits\` and \`rules\`, and \`effectiveFrom\`), \`sign\`, \`hold\`, \`resume\`, \`revoke\`, \`grant\`, \`withdraw\`, \`reading\` and
\`again\` (the same reading once more). A \`reading\` has a \`name\`, a \`value\` (\`212 mg/dL\`, \`HI\`, \`LO\`, \`failed\`) and, where it
matters, \`effective\` (unsaid: \`at\`), \`device\`, \`identifierOf\` (sent under another reading's identifier).
\`raises\` and \`withdraws\` list the items that the act adds and takes away; nothing listed: nothing happens. \`late\` unsaid is
not late. Declared policies are the contract's defaults.

In the timelines below \`+\` is an item raised, \`-\` one withdrawn; times are local.
`;

const section = (one: WorkedCase): readonly string[] => [
  `### Case ${one.number}: ${one.title}`,
  '',
  `Contract: ${one.clauses.join('; ')}. Requirements: ${one.requirements.join(', ')}. File: \`${one.name}.yaml\`.`,
  '',
  '```text',
  ...one.acts.flatMap((act) => actLines(act, one)),
  '```',
  '',
  one.why.trim(),
  '',
];

/** docs/cases.md, generated from the cases; a test keeps the file equal to it. */
export const casesDocument = (cases: readonly WorkedCase[]): string =>
  [
    HEAD,
    '## The cases',
    '',
    ...markdownTable(
      ['case', 'ruling', 'contract'],
      cases.map((c) => [String(c.number), c.title, c.clauses.join('; ')]),
    ),
    '',
    ...cases.flatMap(section),
  ]
    .join('\n')
    .trimEnd()
    .concat('\n');
