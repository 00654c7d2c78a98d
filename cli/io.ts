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
  /** Writes with back-pressure, for streams that may be longer than memory. False: the reader has gone. */
  write(text: string | Uint8Array): Promise<boolean>;
}

const USUAL_COLUMNS = 100;

/** The real terminal. A closed pipe (`| head`) is a normal end, not an error. */
export const terminal = (): Io => {
  let gone = false;
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    gone = true;
  });
  return {
    out: (text) => void process.stdout.write(text.endsWith('\n') ? text : `${text}\n`),
    err: (text) => void process.stderr.write(text.endsWith('\n') ? text : `${text}\n`),
    outIsTty: process.stdout.isTTY === true,
    live: (text) => void process.stderr.write(text),
    liveIsTty: process.stderr.isTTY === true,
    // Asked each time, because windows change; a terminal that does not know its size says 0.
    get columns() {
      return process.stdout.columns || process.stderr.columns || USUAL_COLUMNS;
    },
    env: process.env,
    write: async (text) => {
      if (gone) return false;
      if (process.stdout.write(text)) return true;
      return await new Promise<boolean>((resolve) => {
        const settle = (): void => {
          process.stdout.off('drain', settle);
          process.stdout.off('error', settle);
          process.stdout.off('close', settle);
          resolve(!gone);
        };
        process.stdout.once('drain', settle);
        process.stdout.once('error', settle);
        process.stdout.once('close', settle);
      });
    },
  };
};
