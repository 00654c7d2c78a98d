import { monotonicNow } from '../clock/system-now.ts';
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
  /**
   * To be called by a unit: calls `tell` once the batch is on the disk, where the unit stays. A unit that is run twice, and
   * stays once, tells once.
   */
  onceThere(tell: () => void): void;
  /** Units that are not committed yet, or not yet on the disk. */
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
  /** A batch takes no further unit after so long, ms (default: it takes what it may). */
  readonly mostMs?: number;
  /**
   * While a batch is brought to the disk, the next one is made as soon as what waits is worth a commit of its own: work of
   * so long, ms, by what the units before took (default: anything is).
   */
  readonly worthMs?: number;
  /** Called inside the transaction after the last unit, for what is written once a batch. */
  readonly beforeCommit?: () => void;
  /** Called after every commit, once it is on the disk. */
  readonly afterCommit?: () => void;
}

interface Waiting {
  /** Does the unit; what it returns settles the writer's promise, after the commit. Undefined: it is unfinished. */
  readonly attempt: () => (() => void) | undefined;
  readonly fail: (error: unknown) => void;
}

/**
 * Batches that are committed and not yet on the disk: while one is brought there, one more is made. A third waits, and
 * grows.
 */
const MOST_AHEAD = 2;

/**
 * One fsync for many writers: units that wait together are committed together, each undone by itself where it fails. A
 * batch runs without a pause, so whoever reads between batches sees committed data only; what of it is on the disk, the
 * database tells (`whenKept`).
 */
export const createGroupCommit = (db: Database, options: GroupCommitOptions = {}): GroupCommit => {
  const { maxWaiting = 10_000, maxBatch = 256, mostMs = Infinity, worthMs = 0 } = options;
  const { beforeCommit = () => {}, afterCommit = () => {} } = options;
  let waiting: Waiting[] = [];
  let scheduled = false;
  let closed = false;
  let whenIdle: (() => void)[] = [];
  /** Batches that are on their way to the disk, and their units. */
  let ahead = 0;
  let unitsAhead = 0;
  /** What a unit of the last batch took, ms. */
  let unitMs = 0;
  /** What the units of the batch that is made have to tell. */
  let toTell: (() => void)[] = [];

  /** Does units in their order, up to one that is unfinished. */
  const attempted = (batch: readonly Waiting[]): readonly (() => void)[] => {
    const answers: (() => void)[] = [];
    toTell = [];
    const begun = monotonicNow();
    for (const unit of batch) {
      const answer = unit.attempt();
      if (answer === undefined) break;
      answers.push(answer);
      if (mostMs !== Infinity && monotonicNow() - begun >= mostMs) break;
    }
    unitMs = (monotonicNow() - begun) / Math.max(1, answers.length);
    return answers;
  };

  /** What comes once a batch is on the disk. */
  const tell = (answers: readonly (() => void)[]): void => {
    for (const answer of answers) answer();
    afterCommit();
  };

  const failAll = (batch: readonly Waiting[], error: unknown): void => {
    for (const unit of batch) unit.fail(error);
  };

  const tellWhen = async (kept: Promise<void>, batch: readonly Waiting[], answers: readonly (() => void)[]) => {
    ahead += 1;
    unitsAhead += batch.length;
    try {
      await kept;
      tell(answers);
    } catch (error) {
      failAll(batch, error);
    }
    ahead -= 1;
    unitsAhead -= batch.length;
    goOn();
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
      const all = [...answers, ...toTell];
      const kept = db.whenKept();
      if (kept === undefined) tell(all);
      else void tellWhen(kept, batch.slice(0, through), all);
    } catch (error) {
      failAll(batch.slice(0, through), error);
    }
    return through;
  };

  const drain = (): void => {
    const through = commit(waiting.slice(0, maxBatch));
    waiting = waiting.slice(through);
    scheduled = false;
    goOn();
  };

  const goOn = (): void => {
    if (scheduled || ahead >= MOST_AHEAD || (ahead > 0 && waiting.length * unitMs < worthMs)) return;
    if (waiting.length > 0) {
      scheduled = true;
      setImmediate(drain);
    } else if (ahead === 0) for (const idle of whenIdle.splice(0)) idle();
  };

  return {
    get waiting() {
      return waiting.length + unitsAhead;
    },
    get isClosed() {
      return closed;
    },
    run: <T>(work: () => T | typeof UNFINISHED) =>
      new Promise<T>((resolve, reject) => {
        if (closed || waiting.length + unitsAhead >= maxWaiting) {
          reject(new QueueFull(closed ? 'the store is closed' : 'too many writers wait'));
          return;
        }
        const attempt = (): (() => void) | undefined => {
          const before = toTell.length;
          try {
            const result = db.savepoint(work);
            return result === UNFINISHED ? undefined : () => resolve(result);
          } catch (error) {
            // The transaction may have ended with it: the others of the batch must not go on by themselves.
            if (error instanceof StoreUnavailable || error instanceof Unmarked) throw error;
            toTell.length = before;
            return () => reject(error);
          }
        };
        waiting.push({ attempt, fail: reject });
        goOn();
      }),
    onceThere: (tellOf) => {
      toTell.push(tellOf);
    },
    close: () => {
      closed = true;
      if (!scheduled && waiting.length === 0 && ahead === 0) return Promise.resolve();
      return new Promise((resolve) => {
        whenIdle = [...whenIdle, resolve];
      });
    },
  };
};
