import { type Stats, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { setFlagsFromString } from 'node:v8';
import type { JudgedPart } from './judging.ts';
import { judgePart } from './judge-part.ts';
import { type PartThread, startPart } from './part-thread-of.ts';

/** What came of every part of a history; the first is of the one that leads. */
export type JudgedParts = readonly [JudgedPart, ...JudgedPart[]];

/** Files below this are judged sooner than a thread has started. */
const WORTH_A_THREAD_BYTES = 128 * 1024 * 1024;
/** More threads would hold more than a gigabyte together, and every one reads the whole file. */
const MOST = 2;

const statOf = (path: string): Stats | undefined => {
  try {
    return statSync(path);
  } catch {
    // Reading it will say what is wrong.
    return undefined;
  }
};

/** In how many parts a history is judged best: a file that can be read once only, a pipe for example, in one. */
export const partsFor = (path: string, processors = availableParallelism()): number => {
  const stat = statOf(path);
  const isWorth = stat?.isFile() === true && stat.size >= WORTH_A_THREAD_BYTES;
  return isWorth && processors >= MOST ? MOST : 1;
};

/** A thread has come to nothing. */
class Failed extends Error {}

/** The parts of all threads, as soon as the last has said it; undefined as soon as one has come to nothing. */
const joined = async (threads: readonly PartThread[]): Promise<readonly JudgedPart[] | undefined> => {
  const partOf = async ({ judged }: PartThread): Promise<JudgedPart> => {
    const part = await judged;
    if (part === undefined) throw new Failed();
    return part;
  };
  try {
    return await Promise.all(threads.map(partOf));
  } catch (error) {
    if (error instanceof Failed) return undefined;
    throw error;
  }
};

/** A judge that threw was asked no more: what others found after that depends on who they are. */
const isSound = ({ oracle }: JudgedPart): boolean => oracle.errors.size === 0;

/** Where the parts have every processor, threads that help one of them collect its garbage keep the other waiting. */
const leaveNoneToHelpers = (): void => setFlagsFromString('--no-parallel-scavenge');

/** Undefined: it cannot be done in parts. Throws what `onBytes` throws. */
const inThreads = async (
  path: string,
  of: number,
  onBytes: (bytes: number) => void,
): Promise<JudgedParts | undefined> => {
  if (availableParallelism() <= of) leaveNoneToHelpers();
  const silent = (): void => undefined;
  const threads = Array.from({ length: of }, (_, part) => startPart({ path, part, of }, part === 0 ? onBytes : silent));
  try {
    const [first, ...more] = (await joined(threads)) ?? [];
    return first !== undefined && [first, ...more].every(isSound) ? [first, ...more] : undefined;
  } finally {
    await Promise.all(threads.map((thread) => thread.end()));
  }
};

/**
 * Judges a stored history in parts, each in a thread of its own where there is more than one. What has to be said of a
 * file that is no history, and of a judge of ours that fails, is said by one judge of all of it: nobody else knows what
 * comes first. Throws InputProblem, and what `onBytes` throws, which is told how much was read so far.
 */
export const judgeInParts = async (
  path: string,
  of: number,
  onBytes: (bytes: number) => void = () => undefined,
): Promise<JudgedParts> => {
  const parts = of > 1 ? await inThreads(path, of, onBytes) : undefined;
  return parts ?? [await judgePart(path, { part: 0, of: 1 }, onBytes)];
};
