import { markdownTable } from '../requirements/markdown-table.ts';

const FIELDS = [
  ['`case`', 'the number, stable and unique'],
  ['`title`, `why`', 'the ruling in one line; why the other reading is wrong'],
  ['`clauses`, `requirements`', 'what it interprets: places in the contract, ids of the catalogue'],
  ['`covers`', 'names of the table below; every name has a case, and no other name exists'],
  ['`patients`', 'short names; unsaid: one, called ana'],
  [
    '`policies`, `portal`, `sources`, `via`',
    'what the system declares, where it matters; `via: fhir` for one wire alone',
  ],
  ['`orders`', 'what is ordered, by short name; the fields are below'],
  ['`timeline`', 'acts, each later than the one before'],
];

const VERBS = [
  [
    '`order`, `change-order`',
    'send it (again: the same once more); change it to the whole set of `limits` and `rules` that is said',
  ],
  [
    '`sign`, `hold`, `resume`, `complete`, `revoke`, `in-error`',
    'move it to another status, `effectiveFrom` an instant where said',
  ],
  ['`grant`, `withdraw`', 'permission for a measure, `decided` when (unsaid: when it is sent)'],
  ['`reading`, `again`', 'send a reading; send the same once more'],
  ['`correct`, `erase`', '`of` a reading by name, unsaid fields stay; or under a `name` that nothing was sent under'],
  [
    '`bundle`',
    'message, transaction or batch: `entries` of the four verbs above, each with its own `expect` where it differs',
  ],
  ['`away`, `back`', 'a person is away `from` `until`, covered `by`; `also` further absences. Always the whole set'],
  [
    '`phone`, `pick`, `disconnect`, `trackers`',
    'the patient registers a phone, picks or disconnects a tracker; what the portal shows',
  ],
  ['`admit-source`, `withdraw-source`', 'with `measures` and `expires`'],
  ['`seen`, `done`', 'a person (`by`; unsaid: the recipient) acts on an item, named by its reading or more of it'],
  ['`wait`', 'nothing is done; time passes, and what falls due happens'],
];

/** What stands above the cases in docs/cases.md. */
export const HEAD = `# Worked cases

The contract's case law: short timelines with the items and refusals that are right, and why the other reading of the
clause is wrong. The oracles have to reproduce every one of them, the reference every one that it has the rules for. A case
keeps its number; dispute one by it. \`vitalproof list cases\` lists them, \`vitalproof explain 14\` shows one. Generated from
\`contract/cases/*.yaml\`; a test compares (\`UPDATE_DOCS=1\` rewrites it).

## The format

One YAML file of at most 30 lines, checked by \`contract/cases/case.schema.json\`.

${markdownTable(['field', 'meaning'], FIELDS).join('\n')}

An instant is \`03-05 09:00\` (2035, winter time of New York) or whole, with its offset: \`2035-03-05T09:00-05:00\`.

An order has \`measure\` (unsaid: glucose), \`unit\` (mg/dL, kg), \`limits\` by tier (\`reference\`, \`critical\`, \`absolute\`; a list
where a meal \`context\` has bounds of its own), \`rules\`, \`responsible\` (rivera, okafor, lindqvist, haddad or pool, whose members
are rivera and okafor; unsaid: rivera), \`from\` (unsaid: when it is sent), \`to\` (unsaid: 90 days of 24 hours after \`from\`),
\`effectiveFrom\`, \`precision\` and \`status\` (draft, or active where unsaid).

A reading has a \`name\`, a \`value\` (\`212 mg/dL\`, \`HI\`, \`LO\`, \`failed\`) and, where it matters, \`effective\` (unsaid: when it is
sent), \`context\`, \`device\`, \`sequence\`, \`status\`, \`control\`, \`source\`, \`identifierOf\` (sent under another reading's
identifier), \`fault\` on the wire, \`sentBy\` another patient.

An act has \`at\`, one verb, and \`expect\` (unsaid: \`accepted\`; else \`replayed\`, the answer of the first time and no second
effect, or \`{ refused: CODE }\`).

${markdownTable(['verb', 'what happens'], VERBS).join('\n')}

\`raises\`, \`updates\` and \`withdraws\` list what the act does to items; nothing listed: nothing happens. An item is said by
its interpretation alone (\`[H]\`) where it is the limits' or a change's, about the act's own reading, under the only order, to
the responsible and not late; else in full: \`kind\`, \`rule\`, \`interpretation\`, \`reading\`, \`order\`, \`to\`, \`late\`, \`members\` of a
repetition, \`step\` of an escalation, \`due\` of a gap, \`period\` and numbers of a summary. A withdrawal says its \`reason\`.

In the timelines below \`+\` is an item raised, \`~\` one changed, \`-\` one withdrawn; times are local. In the pictures the axis
is not to scale. Orders: \`[\` accepted, \`=\` active, \`.\` on hold, \`-\` draft, \`|\` changed, \`]\` ended, \`x\` refused, \`r\` known
already. Readings: \`<212\` measured earlier than sent, \`~112\` a correction, \`/212\` an erasure, \`212x\` refused, \`212=\` known
already. Items: \`(H)\` repeated, \`HH1\` the copy of step 1, \`gap\` missing data, \`odd\` data quality, \`sum\` a summary.
`;
