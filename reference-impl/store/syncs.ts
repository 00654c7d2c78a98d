import { closeSync, fdatasync, openSync } from 'node:fs';

/** Brings what is written to a file to the disk while this thread goes on. */
export interface Syncs {
  /** Something was written. */
  wrote(): void;
  /** Resolves once all that was written is on the disk; undefined: it is. Rejects, from the first failure on, always. */
  whenKept(): Promise<void> | undefined;
  close(): void;
}

/**
 * One sync serves all that was written before it began; what is written meanwhile waits for the next. After one that
 * failed none is tried again: the kernel may have let go of what it could not write, and a later one would say nothing of it.
 */
export const createSyncs = (sync: () => Promise<void>, close: () => void = () => {}): Syncs => {
  let hasWritten = false;
  let running: Promise<void> | undefined;
  let queued: Promise<void> | undefined;
  const synced = async (): Promise<void> => {
    await sync();
    running = undefined;
  };
  const begin = (): Promise<void> => {
    hasWritten = false;
    queued = undefined;
    running = synced();
    return running;
  };
  return {
    wrote: () => {
      hasWritten = true;
    },
    whenKept: () => {
      if (!hasWritten) return running;
      if (running === undefined) return begin();
      queued ??= running.then(begin);
      return queued;
    },
    close,
  };
};

/** Of a file that is there once something has been written to it. */
export const syncsOf = (path: string): Syncs => {
  let file: number | undefined;
  const sync = (): Promise<void> =>
    new Promise((resolve, reject) => {
      file ??= openSync(path, 'r+');
      fdatasync(file, (error) => (error === null ? resolve() : reject(error)));
    });
  return createSyncs(sync, () => {
    if (file !== undefined) closeSync(file);
  });
};
