import { closeSync, existsSync, mkdirSync, openSync, rmdirSync, rmSync } from 'node:fs';
import { InputProblem } from '../contract/input-problem.ts';

const refused = (what: string, file: string, error: unknown, expected: string): InputProblem =>
  new InputProblem(`${what}: ${(error as NodeJS.ErrnoException).code ?? String(error)}`, { file }, expected);

/**
 * Throws InputProblem where a file could not be written: asked before long work, so that it is not done for nothing. What
 * is there stays as it is, and what is not there stays away.
 */
export const checkWritable = (file: string): void => {
  const isNew = !existsSync(file);
  try {
    closeSync(openSync(file, 'a'));
  } catch (error) {
    throw refused('cannot be written', file, error, 'a file in a folder that is there');
  }
  if (isNew) rmSync(file);
};

/** The same of a folder that is to be made; folders above it are made at once. */
export const checkMakable = (folder: string): void => {
  try {
    mkdirSync(folder, { recursive: true });
    rmdirSync(folder);
  } catch (error) {
    throw refused('cannot be made', folder, error, 'the name of a new folder, where this user may make one');
  }
};
