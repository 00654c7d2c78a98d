import { InputProblem } from '../contract/input-problem.ts';

/** Where a command reads and writes; tests pass their own. */
export interface Io {
  out(text: string): void;
  err(text: string): void;
  readonly outIsTty: boolean;
  /** Progress, as it is, on standard error: it may hold cursor movements where `liveIsTty`. */
  live(text: string): void;
  readonly liveIsTty: boolean;
  readonly columns: number;
  readonly env: Readonly<Record<string, string | undefined>>;
  /**
   * Writes with back-pressure, for streams that may be longer than memory. False: the reader has gone. Rejects with an InputProblem
   * where what was written before could not be, as on a full disk.
   */
  write(text: string | Uint8Array): Promise<boolean>;
}

/** The real terminal's. */
export interface Terminal extends Io {
  /** Why standard output could not be written, if it was not that nobody reads it any more. */
  lost(): InputProblem | undefined;
}

const USUAL_COLUMNS = 100;

/**
 * The real terminal. A closed pipe (`| head`) is a normal end, not an error; and where standard error cannot be written, there is
 * nobody to tell, and the work goes on.
 */
export const terminal = (): Terminal => {
  const { stdout, stderr } = process;
  let broken: NodeJS.ErrnoException | undefined;
  // Without a listener Node ends the process with 1, which would say that a system failed.
  stderr.on('error', () => {});
  stdout.on('error', (error) => {
    broken ??= error;
  });
  const lost = (): InputProblem | undefined => {
    if (broken === undefined || broken.code === 'EPIPE') return undefined;
    const why = broken.code ?? broken.message;
    return new InputProblem(`cannot be written: ${why}`, { file: 'standard output' }, 'room for all that is told');
  };
  const isRead = (): boolean => {
    const problem = lost();
    if (problem !== undefined) throw problem;
    return broken === undefined;
  };
  return {
    out: (text) => void stdout.write(text.endsWith('\n') ? text : `${text}\n`),
    err: (text) => void stderr.write(text.endsWith('\n') ? text : `${text}\n`),
    outIsTty: stdout.isTTY === true,
    live: (text) => void stderr.write(text),
    liveIsTty: stderr.isTTY === true,
    // Asked each time, because windows change; a terminal that does not know its size says 0.
    get columns() {
      return stdout.columns || stderr.columns || USUAL_COLUMNS;
    },
    env: process.env,
    write: async (text) => {
      if (!isRead()) return false;
      if (stdout.write(text)) return isRead();
      await new Promise<void>((resolve) => {
        const settle = (): void => {
          stdout.off('drain', settle);
          stdout.off('error', settle);
          stdout.off('close', settle);
          resolve();
        };
        stdout.once('drain', settle);
        stdout.once('error', settle);
        stdout.once('close', settle);
      });
      return isRead();
    },
    lost,
  };
};
