import { EXIT, type ExitCode, InputProblem } from '../../contract/input-problem.ts';
import { usageProblem } from '../arguments.ts';
import { closest } from '../../contract/closest.ts';
import type { Command } from '../command.ts';
import { findHistory } from '../explain/find-history.ts';
import { explainFromHistory } from '../explain/from-history.ts';
import { explained, knownIds } from '../explain/known-things.ts';
import { listHistory } from '../explain/what-there-is.ts';
import type { Io } from '../io.ts';

const explainOne = async (word: string, io: Io): Promise<ExitCode> => {
  const text = explained(word);
  if (text !== undefined) {
    io.out(text);
    return EXIT.passed;
  }
  const history = findHistory(word, io.env);
  if (history !== undefined) return await listHistory(history, io);
  const near = closest(word.toUpperCase(), knownIds()) ?? closest(word, knownIds());
  throw new InputProblem(
    `nothing is called "${word}"`,
    {},
    'a requirement id, a case, a refusal code, a scenario, a mutant, or a history',
    {
      exitCode: EXIT.nothingMatched,
      ...(near === undefined ? {} : { advice: `did you mean ${near}?` }),
    },
  );
};

/** `vitalproof explain`: one thing in full, by its id; of a history, why a reading, item or order is as it is. */
export const explain: Command = {
  name: 'explain',
  words: 'ID | HISTORY [NAME]',
  summary: 'explain a requirement, case, refusal code, scenario or mutant; of a history, a reading, item or order',
  about:
    'HISTORY is a file, the folder of a run, its name, or "latest". Without NAME: what can be explained of it.\n' +
    'NAME is the value of the identifier of a reading, an In Basket item or an order.',
  options: {
    patient: { value: 'VALUE', help: 'whose reading is meant, where several patients have one of that name' },
    full: { help: 'everything, however long' },
  },
  run: async (args, io) => {
    const [first, name, ...more] = args.words;
    if (first === undefined || more.length > 0)
      throw usageProblem('explain takes one id, or a history and a name', 'vitalproof explain LIM-02');
    if (name === undefined) return await explainOne(first, io);
    const path = findHistory(first, io.env);
    if (path === undefined)
      throw new InputProblem(`there is no history "${first}"`, { file: first }, 'a history.ndjson, or a run', {
        exitCode: EXIT.nothingMatched,
      });
    const full = args.flag('full');
    io.out(await explainFromHistory({ path, name, patient: args.text('patient'), width: io.columns, full }));
    return EXIT.passed;
  },
};
