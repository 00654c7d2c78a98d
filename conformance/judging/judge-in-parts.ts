import { statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { JudgedPart } from './judging.ts';
import { judgePart, type PartOf } from './judge-part.ts';

/** What came of every part of a history; the first is of the one that leads. */
export type JudgedParts = readonly [JudgedPart, ...JudgedPart[]];

/** Files below this are judged sooner than a thread has started. */
const WORTH_A_THREAD_BYTES = 32 * 1024 * 1024;
/** More threads would hold more than a gigabyte together, and every one reads the whole file. */
const MOST = 2;

/** The same file beside this one, compiled or not. */
const THREAD = new URL(import.meta.url.endsWith('.ts') ? './part-thread.ts' : './part-thread.js', import.meta.url);

/** In how many parts a history is judged best: a file that can be read once only, a pipe for example, in one. */
export const partsFor = (path: string): number => {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat?.isFile() === true && stat.size >= WORTH_A_THREAD_BYTES ? Math.min(MOST, availableParallelism()) : 1;
};

/** A part in a thread of its own. */
class PartThread {
  readonly #worker: Worker;
  /** Undefined: it came to nothing, for whatever reason. */
  readonly judged: Promise<JudgedPart | undefined>;
  #state: 'at work' | 'done' | 'failed' = 'at work';

  constructor(path: string, partOf: PartOf) {
    this.#worker = new Worker(THREAD, { workerData: { path, ...partOf } });
    this.judged = new Promise((resolve) => {
      const ended = (judged: JudgedPart | undefined): void => {
        if (this.#state === 'at work') this.#state = judged === undefined ? 'failed' : 'done';
        resolve(judged);
      };
      this.#worker.once('message', ended);
      this.#worker.once('error', () => ended(undefined));
      this.#worker.once('exit', () => ended(undefined));
    });
  }

  get failed(): boolean {
    return this.#state === 'failed';
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }
}

/** Another part has failed, so that this one is of no use. */
class Useless extends Error {}

const isSound = ({ oracle }: JudgedPart): boolean => oracle.errors.size === 0;

/** Undefined: it cannot be done in parts. Throws what `onBytes` throws. */
const inThreads = async (
  path: string,
  of: number,
  onBytes: ((bytes: number) => void) | undefined,
): Promise<JudgedParts | undefined> => {
  const threads = Array.from({ length: of - 1 }, (_, i) => new PartThread(path, { part: i + 1, of }));
  let stopped: { readonly by: unknown } | undefined;
  const told = (bytes: number): void => {
    if (threads.some((thread) => thread.failed)) throw new Useless();
    try {
      onBytes?.(bytes);
    } catch (error) {
      stopped = { by: error };
      throw error;
    }
  };
  try {
    const first = await judgePart(path, { part: 0, of }, told);
    const others = await Promise.all(threads.map((thread) => thread.judged));
    const parts: JudgedParts = [first, ...others.filter((part) => part !== undefined)];
    return parts.length === of && parts.every(isSound) ? parts : undefined;
  } catch {
    if (stopped !== undefined) throw stopped.by;
    return undefined;
  } finally {
    await Promise.all(threads.map((thread) => thread.end()));
  }
};

/**
 * Judges a stored history in parts, each but the first in a thread of its own. What has to be said of a file that is
 * no history, and of a judge of ours that fails, is said by one judge of all of it: nobody else knows what comes first.
 * Throws InputProblem, and what `onBytes` throws, which is told how much was read so far.
 */
export const judgeInParts = async (
  path: string,
  of: number,
  onBytes?: (bytes: number) => void,
): Promise<JudgedParts> => {
  const parts = of > 1 ? await inThreads(path, of, onBytes) : undefined;
  return parts ?? [await judgePart(path, { part: 0, of: 1 }, onBytes)];
};
