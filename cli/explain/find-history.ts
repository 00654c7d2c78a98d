import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Io } from '../io.ts';
import { runsOf } from '../run-folder.ts';

const HISTORY = 'history.ndjson';

/** The history that a word means: a file, the folder of a run, or the name of one; undefined: there is none. */
export const findHistory = (word: string, env: Io['env']): string | undefined => {
  const path = resolve(word);
  if (existsSync(path) && statSync(path).isFile()) return path;
  return [path, join(runsOf(env), word)].map((folder) => join(folder, HISTORY)).find((file) => existsSync(file));
};
