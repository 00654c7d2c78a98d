import { liars } from './liars/index.ts';
import { mutants } from './mutants/index.ts';
import type { Mutant } from './mutant.ts';
import { variants } from './variants/index.ts';

const cell = (text: string): string => text.replaceAll('|', String.raw`\|`);
const row = (...cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;
const table = (head: readonly string[], rows: readonly string[]): string =>
  [row(...head), row(...head.map(() => '---')), ...rows].join('\n');

const byRequirement = (a: Mutant, b: Mutant): number =>
  a.requirement === b.requirement ? (a.name < b.name ? -1 : 1) : a.requirement < b.requirement ? -1 : 1;

const mutantRow = (m: Mutant): string =>
  row(m.requirement, `\`${m.name}\``, m.defect, m.shows?.replaceAll('-', ' ') ?? '');

/** The tables of docs/selftest.md, in Markdown. */
export const selftestTables = (): string => {
  const valid = mutants.filter((m) => m.needsLoad === undefined).toSorted(byRequirement);
  const loaded = mutants.filter((m) => m.needsLoad !== undefined).toSorted(byRequirement);
  return [
    `## Mutants\n\n${valid.length} that are played. Each must fail on the requirement that it names.\n`,
    table(['must fail', 'mutant', 'what is wrong', 'shows'], valid.map(mutantRow)),
    `\n### In need of load\n\n${loaded.length} that no check can show. They are left out of the shares, and listed beside them.\n`,
    table(
      ['would fail', 'mutant', 'what is wrong', 'why load'],
      loaded.map((m) => row(m.requirement, `\`${m.name}\``, m.defect, m.needsLoad ?? '')),
    ),
    `\n## Liars\n\nEach must fail on every requirement that it names.\n`,
    table(
      ['liar', 'what it does', 'must fail'],
      liars.map((l) => row(`\`${l.name}\``, l.lie, l.requirements.join(', '))),
    ),
    `\n## Benign variants\n\n${variants.length} that do otherwise what the contract leaves free. Nothing may fail.\n`,
    table(
      ['variant', 'what it does', 'always played'],
      variants.map((v) => row(`\`${v.name}\``, v.freedom, v.exercisedBy.join(', '))),
    ),
    '',
  ].join('\n');
};
