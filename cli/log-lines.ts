import { writeSync } from 'node:fs';

/** Lines that a slow reader has not taken yet are kept up to this size; what comes then is not told. */
const MOST_BYTES = 1024 * 1024;
const AGAIN_MS = 20;

/** Writes as much of some bytes as goes at once, and says how much; throws what writeSync does. */
type Write = (fd: number, bytes: Uint8Array) => number;

const isBusy = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'EAGAIN';

/**
 * Where a log goes that must hold up nothing: what cannot be written, because the disk is full or nobody reads it, is not
 * told, and the next line is tried again. The destination that pino brings fails then, and keeps the process from ending.
 */
export const logLines = (fd: number, write: Write = writeSync): { write(line: string): void } => {
  let waiting: Buffer = Buffer.alloc(0);
  let again: NodeJS.Timeout | undefined;
  const flush = (): void => {
    again = undefined;
    try {
      while (waiting.length > 0) waiting = waiting.subarray(write(fd, waiting));
    } catch (error) {
      if (isBusy(error)) again = setTimeout(flush, AGAIN_MS).unref();
      else waiting = Buffer.alloc(0);
    }
  };
  return {
    write: (line) => {
      if (waiting.length + line.length > MOST_BYTES) return;
      const bytes = Buffer.from(line, 'utf8');
      waiting = waiting.length === 0 ? bytes : Buffer.concat([waiting, bytes]);
      if (again === undefined) flush();
    },
  };
};
