import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { EXIT, type ExitCode, InputProblem } from '../../contract/input-problem.ts';
import { loadCatalogue } from '../../contract/requirements/load.ts';
import { usageProblem } from '../arguments.ts';
import type { Command } from '../command.ts';
import { judgeAndReport } from '../playing/one-run.ts';
import { runFolder, RUNS, runsOf } from '../run-folder.ts';

/** `vitalproof report`: the reports of a stored run, made again from its history. */
export const report: Command = {
  name: 'report',
  words: 'RUN',
  summary: 'write verdicts, JUnit and HTML of a stored run again',
  about: `RUN is a name below ${RUNS}, "latest", or a folder.`,
  options: {},
  run: async (args, io) => {
    const [word, ...more] = args.words;
    if (word === undefined || more.length > 0) throw usageProblem('report takes one run', 'vitalproof report latest');
    const path = [resolve(word), join(runsOf(io.env), word)].find((p) => existsSync(join(p, 'history.ndjson')));
    if (path === undefined)
      throw new InputProblem(
        `there is no run "${word}"`,
        { file: join(RUNS, word) },
        'a folder with a history.ndjson',
        { exitCode: EXIT.nothingMatched },
      );
    const verdicts = await judgeAndReport(runFolder(path), loadCatalogue(), io);
    return verdicts.exitCode as ExitCode;
  },
};
