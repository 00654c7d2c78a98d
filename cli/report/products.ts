import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { ENVELOPE } from '../../conformance/certificate/bundle-files.ts';
import { InputProblem } from '../../contract/input-problem.ts';
import { type Arguments, usageProblem } from '../arguments.ts';
import type { Product } from '../report-files.ts';

/** Standard output in place of a folder. */
const STDOUT = '-';

/** The formats of `--format`, in the order asked for; undefined: none was named. Exit 64 for one that there is not. */
export const formatsOf = (args: Arguments, known: readonly string[]): readonly string[] | undefined => {
  const text = args.text('format');
  if (text === undefined) return undefined;
  const names = text.split(',').map((name) => name.trim());
  const wrong = names.find((name) => !known.includes(name));
  if (wrong !== undefined) throw usageProblem(`--format ${wrong} is not known here`, known.join(', '));
  return [...new Set(names)];
};

/** Whether something goes to standard output, so that nothing else may. Exit 64 where it is more than one. */
export const isToStdout = (args: Arguments, formats: readonly string[] | undefined): boolean => {
  if (args.text('out') !== STDOUT) return false;
  if (formats?.length !== 1) throw usageProblem('--out - takes one format', '--format NAME --out -');
  return true;
};

const write = (path: string, text: string): void => {
  try {
    writeFileSync(path, text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new InputProblem(`cannot be written: ${why}`, { file: path }, 'a folder that files can be written to');
  }
};

/** Whether a folder is a certificate bundle or lies in one. */
const isInBundle = (folder: string): boolean => {
  const above = dirname(folder);
  return existsSync(join(folder, ENVELOPE)) || (above !== folder && isInBundle(above));
};

/** Throws InputProblem (64) for a folder that is part of a bundle: whatever is written into one breaks it. */
export const checkNotSealed = (folder: string): void => {
  if (isInBundle(resolve(folder)))
    throw usageProblem(
      'a certificate bundle is signed as a whole: nothing can be written into it',
      '--out DIR, outside of it',
    );
};

/** Writes products into a folder, which is made where it is missing; gives their paths from the current folder. */
export const writeProducts = async (products: readonly Product[], folder: string): Promise<readonly string[]> => {
  checkNotSealed(folder);
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new InputProblem(`cannot be made: ${why}`, { file: folder }, 'a folder, or the name of a new one');
  }
  const written: string[] = [];
  for (const { file, text } of products) {
    const path = join(folder, file);
    write(path, await text());
    written.push(relative(process.cwd(), path));
  }
  return written;
};
