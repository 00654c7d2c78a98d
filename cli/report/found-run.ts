import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { ENVELOPE } from '../../conformance/certificate/bundle-files.ts';
import { EXIT, InputProblem } from '../../contract/input-problem.ts';
import type { Io } from '../io.ts';
import { runFolder, type RunFolder, RUNS, runsOf } from '../run-folder.ts';

/** A stored run: the folder of a run, or a certificate bundle, which holds a history too. */
export interface FoundRun {
  readonly folder: RunFolder;
  /** What it was called by, without the way to it. */
  readonly name: string;
  /** Signed as a whole: whatever is written into it breaks it. */
  readonly isBundle: boolean;
}

/** The run that a word means: a name below the folder of runs, "latest", or a folder. Exit 3 where there is none. */
export const findRun = (word: string, io: Io): FoundRun => {
  const path = [resolve(word), join(runsOf(io.env), word)].find((p) => existsSync(join(p, 'history.ndjson')));
  if (path === undefined)
    throw new InputProblem(`there is no run "${word}"`, { file: join(RUNS, word) }, 'a folder with a history.ndjson', {
      exitCode: EXIT.nothingMatched,
    });
  return { folder: runFolder(path), name: basename(path), isBundle: existsSync(join(path, ENVELOPE)) };
};
