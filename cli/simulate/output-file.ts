import { open, rename, stat, unlink } from 'node:fs/promises';
import { InputProblem } from '../../contract/input-problem.ts';

/** Where output goes. */
export interface Output {
  /** False: nobody reads any more. */
  write(text: string | Uint8Array): Promise<boolean>;
  /** What was written is whole. */
  keep(): Promise<void>;
  /** It is not, and must not be taken for it. */
  discard(): Promise<void>;
}

const problem = (path: string, error: unknown): InputProblem => {
  const { code, message } = error as NodeJS.ErrnoException;
  return new InputProblem(
    `cannot be written: ${code ?? message}`,
    { file: path },
    'a file in an existing folder, and room for it',
  );
};

/** A pipe or a terminal has no name that another file could take over. */
const isPlainOrNew = async (path: string): Promise<boolean> => {
  try {
    return (await stat(path)).isFile();
  } catch {
    return true;
  }
};

/**
 * A file that is there whole or not at all: it is written beside its place as `PATH.part`, and takes its name
 * when it is kept. InputProblem where it cannot be written.
 */
export const outputFile = async (path: string): Promise<Output> => {
  const written = (await isPlainOrNew(path)) ? `${path}.part` : path;
  const file = await open(written, 'w').catch((error: unknown) => {
    throw problem(path, error);
  });
  return {
    write: async (text) => {
      if (text.length === 0) return true;
      try {
        await file.writeFile(text);
      } catch (error) {
        throw problem(path, error);
      }
      return true;
    },
    keep: async () => {
      await file.close();
      if (written !== path) await rename(written, path);
    },
    discard: async () => {
      await file.close();
      if (written !== path) await unlink(written);
    },
  };
};

/** Standard output, which is neither kept nor taken back. */
export const standardOutput = (write: (text: string | Uint8Array) => Promise<boolean>): Output => ({
  write: async (text) => text.length === 0 || (await write(text)),
  keep: async () => {},
  discard: async () => {},
});
