import { closeSync, fdatasync, openSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { CheckpointTask } from './checkpoint-thread.ts';

/** The same file beside this one, compiled or not. */
const THREAD = new URL(
  import.meta.url.endsWith('.ts') ? './checkpoint-thread.ts' : './checkpoint-thread.js',
  import.meta.url,
);

/** Whoever closes waits so long for a thread that is at it, ms; a disk that hangs must not hold up the end for ever. */
const MOST_WAIT_MS = 30_000;

/** Pages of the log since it was begun, and how many of them are in the database already. */
export interface LogState {
  readonly log: number;
  readonly brought: number;
}

/** Brings what is in the log of a database into it while the thread that writes goes on. */
export interface Checkpoints {
  /** Something was committed. */
  wrote(): void;
  /** Waits for what runs; to be called before the database is closed. What it returns, after that. */
  close(): () => void;
}

export interface CheckpointOptions {
  readonly path: string;
  /** By which another connection of this process opens it. */
  readonly uri: string;
  /** Pages in the log that are worth it. */
  readonly pages: number;
  /** May throw, as `finish` may. */
  readonly look: () => LogState;
  /** Brings what was written meanwhile, by the connection that writes: then the log is begun anew. */
  readonly finish: () => void;
  /** What was brought could not be made to stay: a log that is begun anew might be all that there was of it. */
  readonly onLost: (error: unknown) => void;
}

/** So often what came into the log is copied aside: what comes meanwhile is less each time. */
const ROUNDS = 2;

/**
 * What cannot be done now is done later: no commit that was made fails because of it, and whoever writes while the disk is full
 * is told so by that.
 */
const tried = <T>(step: () => T): T | undefined => {
  try {
    return step();
  } catch {
    return undefined;
  }
};

/**
 * What the log has is copied by another thread, over a connection of its own, and the kernel brings it to the disk; the same
 * again with what came into the log meanwhile. The little that comes in during the last round, the connection that writes
 * copies by itself, between two commits, for only then nothing is left and the log can be begun anew.
 * Where a step fails it is tried again once as much has been written anew.
 */
export const createCheckpoints = ({ path, uri, pages, look, finish, onLost }: CheckpointOptions): Checkpoints => {
  // Held as long as the database is open: whoever closes a file lets go of all locks that this process has on it.
  const file = openSync(path, 'r');
  const running = new Int32Array(new SharedArrayBuffer(4));
  let worker: Worker | undefined;
  let round = 0;
  let isClosed = false;
  /** Pages in the log at which it is begun. */
  let due = pages;
  const over = (): void => {
    round = 0;
    const state = tried(look);
    if (state !== undefined) due = state.brought === state.log ? pages : state.log + pages;
  };
  const copy = (): void => {
    round += 1;
    Atomics.store(running, 0, 1);
    worker ??= start();
    worker.postMessage(null);
  };
  const sync = (): void =>
    fdatasync(file, (error) => {
      if (isClosed) return;
      if (error !== null) return onLost(error);
      if (round < ROUNDS) return copy();
      tried(finish);
      over();
    });
  const start = (): Worker => {
    const made = new Worker(THREAD, { workerData: { uri, running } satisfies CheckpointTask });
    made.on('message', (isCopied: boolean) => {
      if (isClosed) return;
      if (isCopied) sync();
      else over();
    });
    // The connection that writes does it by itself where nobody does, if later.
    made.on('error', () => Atomics.store(running, 0, 0));
    made.unref();
    return made;
  };
  return {
    wrote: () => {
      const state = round > 0 || isClosed ? undefined : tried(look);
      if (state === undefined) return;
      // It has been begun anew by whoever writes.
      if (state.log < pages) due = pages;
      if (state.log >= due && state.log !== state.brought) copy();
    },
    close: () => {
      isClosed = true;
      Atomics.wait(running, 0, 1, MOST_WAIT_MS);
      void worker?.terminate();
      return () => closeSync(file);
    },
  };
};
