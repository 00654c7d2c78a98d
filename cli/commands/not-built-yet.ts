import { usageProblem } from '../arguments.ts';
import type { Command } from '../command.ts';

const announce = (name: string, what: string): Command => ({
  name,
  words: '',
  summary: `${what} (not built yet)`,
  options: {},
  run: async () => {
    throw usageProblem(`${name} is not built yet`, 'one of the commands that vitalproof --help does not mark so');
  },
});

/** Commands that are announced and say so, rather than pretend. */
export const notBuiltYet: readonly Command[] = [
  announce('selftest', 'measure the sensitivity of the harness over all mutants'),
];
