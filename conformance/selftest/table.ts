import { Role } from '../../contract/requirements/requirement.ts';
import type { MutantFacts } from './mutant.ts';
import { CASTS } from './roles.ts';

const cell = (text: string): string => text.replaceAll('|', String.raw`\|`);
const row = (...cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;
const table = (head: readonly string[], rows: readonly string[]): string =>
  [row(...head), row(...head.map(() => '---')), ...rows].join('\n');

const byRequirement = (a: MutantFacts, b: MutantFacts): number =>
  a.requirement === b.requirement ? (a.name < b.name ? -1 : 1) : a.requirement < b.requirement ? -1 : 1;

const mutantRow = (m: MutantFacts): string =>
  row(
    m.requirement,
    `\`${m.name}\``,
    m.defect,
    [m.shows?.replaceAll('-', ' ') ?? '', m.load?.what ?? ''].filter((text) => text !== '').join(': '),
  );

const tablesOf = (role: Role): readonly string[] => {
  const { mutants, liars, variants } = CASTS[role];
  const valid = mutants.toSorted(byRequirement);
  const of = role === 'receiver' ? '' : ' of senders';
  return [
    `## Mutants${of}\n\n${valid.length} that are played. Each must fail on the requirement that it names.\n`,
    table(['must fail', 'mutant', 'what is wrong', 'shows'], valid.map(mutantRow)),
    `\n## Liars${of}\n\nEach must fail on every requirement that it names.\n`,
    table(
      ['liar', 'what it does', 'must fail'],
      liars.map((l) => row(`\`${l.name}\``, l.lie, l.requirements.join(', '))),
    ),
    `\n## Benign variants${of}\n\n${variants.length} that do otherwise what the contract leaves free. Nothing may fail.\n`,
    table(
      ['variant', 'what it does', 'always played'],
      variants.map((v) => row(`\`${v.name}\``, v.freedom, v.exercisedBy.join(', '))),
    ),
    '',
  ];
};

/** The tables of docs/selftest.md, in Markdown. */
export const selftestTables = (): string => Role.options.flatMap(tablesOf).join('\n');
