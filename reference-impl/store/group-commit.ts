import type { Database } from './database.ts';
import { Unmarked } from './savepoints.ts';
import { StoreUnavailable } from './unavailable.ts';

/** The queue of writers is full; nothing was done. */
export class QueueFull extends Error {
  override readonly name = 'QueueFull';
}

/** All of a batch is done anew where one unit of it has to be undone. */
const REPEATED = { mayRepeat: true };

/** What a unit returns that has more to do than one commit should take. */
export const UNFINISHED = Symbol('unfinished');

export interface GroupCommit {
  /**
   * Runs `work` in the next batch, twice where it has to be; answers after the batch is on the disk. A throw undoes this unit alone, but where
   * the store is in trouble (StoreUnavailable): then every unit of the batch fails, and nothing of it stays. Of work that
   * is UNFINISHED what it did stays, and it is run again in the next batch, before those that wait behind it.
   */
  run<T>(work: () => T | typeof UNFINISHED): Promise<T>;
  /** Units that are not committed yet. */
  readonly waiting: number;
  /** Whether it takes nothing more. */
  readonly isClosed: boolean;
  /** Refuses new work, finishes what waits. */
  close(): Promise<void>;
}

export interface GroupCommitOptions {
  /** Units that may wait (default 10 000); one more is refused. */
  readonly maxWaiting?: number;
  /** Units in one transaction (default 256), so that one batch does not hold the process up for long. */
  readonly maxBatch?: number;
  /** Called inside the transaction after the last unit, for what is written once a batch. */
  readonly beforeCommit?: () => void;
  /** Called after every commit. */
  readonly afterCommit?: () => void;
}

interface Waiting {
  /** Does the unit; what it returns settles the writer's promise, after the commit. Undefined: it is unfinished. */
  readonly attempt: () => (() => void) | undefined;
  readonly fail: (error: unknown) => void;
}

/**
 * One fsync for many writers: units that wait together are committed together, each undone by itself where it fails. A batch runs without a pause, so whoever reads between batches sees committed data only.
 */
export const createGroupCommit = (db: Database, options: GroupCommitOptions = {}): GroupCommit => {
  const { maxWaiting = 10_000, maxBatch = 256, beforeCommit = () => {}, afterCommit = () => {} } = options;
  let waiting: Waiting[] = [];
  let scheduled = false;
  let closed = false;
  let whenIdle: (() => void)[] = [];

  /** Does units in their order, up to one that is unfinished. */
  const attempted = (batch: readonly Waiting[]): readonly (() => void)[] => {
    const answers: (() => void)[] = [];
    for (const unit of batch) {
      const answer = unit.attempt();
      if (answer === undefined) break;
      answers.push(answer);
    }
    return answers;
  };

  /** How many of the batch are through. */
  const commit = (batch: readonly Waiting[]): number => {
    let through = batch.length;
    try {
      const answers = db.transaction(() => {
        const done = attempted(batch);
        beforeCommit();
        return done;
      }, REPEATED);
      through = answers.length;
      for (const answer of answers) answer();
      afterCommit();
    } catch (error) {
      for (const unit of batch.slice(0, through)) unit.fail(error);
    }
    return through;
  };

  const drain = (): void => {
    const through = commit(waiting.slice(0, maxBatch));
    waiting = waiting.slice(through);
    scheduled = waiting.length > 0;
    if (scheduled) setImmediate(drain);
    else for (const idle of whenIdle.splice(0)) idle();
  };

  return {
    get waiting() {
      return waiting.length;
    },
    get isClosed() {
      return closed;
    },
    run: <T>(work: () => T | typeof UNFINISHED) =>
      new Promise<T>((resolve, reject) => {
        if (closed || waiting.length >= maxWaiting) {
          reject(new QueueFull(closed ? 'the store is closed' : 'too many writers wait'));
          return;
        }
        const attempt = (): (() => void) | undefined => {
          try {
            const result = db.savepoint(work);
            return result === UNFINISHED ? undefined : () => resolve(result);
          } catch (error) {
            // The transaction may have ended with it: the others of the batch must not go on by themselves.
            if (error instanceof StoreUnavailable || error instanceof Unmarked) throw error;
            return () => reject(error);
          }
        };
        waiting.push({ attempt, fail: reject });
        if (!scheduled) {
          scheduled = true;
          setImmediate(drain);
        }
      }),
    close: () => {
      closed = true;
      if (!scheduled) return Promise.resolve();
      return new Promise((resolve) => {
        whenIdle = [...whenIdle, resolve];
      });
    },
  };
};
