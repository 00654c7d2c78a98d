import { closeSync, openSync, readSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { LineParser } from '../history/parse-line.ts';
import { readBatches } from '../history/reader.ts';
import { Judging, type JudgedPart } from './judging.ts';
import type { PartOf } from './part-task.ts';
import { hashOfKey } from './share/key-hash.ts';
import type { Piece } from './share/others.ts';
import { ShareParser } from './share/share-parser.ts';

/**
 * Patients are judged one after the other, and what was made for one is let go before the next. V8 learns from a
 * patient with many readings that such objects live long, and puts all later ones where they are not looked for until
 * the heap has doubled: without the first of these a million events take more than 2 GB instead of 1. What is kept
 * grows slowly, and nothing is gained by letting as much again lie about before it is looked for: the second.
 */
export const keepHeapSmall = (): void => {
  setFlagsFromString('--no-allocation-site-pretenuring');
  setFlagsFromString('--heap-growing-percent=20');
};

/** Lets `use` read pieces of a file. */
const withPieces = (path: string, use: (bytesAt: (piece: Piece) => Buffer) => void): void => {
  const file = openSync(path, 'r');
  try {
    use(({ at, length }) => {
      const bytes = Buffer.alloc(length);
      readSync(file, bytes, 0, length, at);
      return bytes;
    });
  } finally {
    closeSync(file);
  }
};

/** All of a history, in one part. */
const judgeWhole = async (path: string, onBytes?: (bytes: number) => void): Promise<JudgedPart> => {
  const judging = new Judging();
  for await (const lines of readBatches(path, new LineParser(path, { wire: false }), { onBytes }))
    for (const line of lines) judging.feed(line);
  return judging.part();
};

/**
 * Judges a part of a stored history, never holding more of its text than one chunk: by the hash of their keys, the
 * patients of this part. Throws InputProblem for a file that is no history, as far as this part sees that, and
 * Unreliable for one that cannot be parted. `onBytes` is told how much was read so far.
 */
export const judgePart = async (
  path: string,
  { part, of }: PartOf,
  onBytes?: (bytes: number) => void,
): Promise<JudgedPart> => {
  keepHeapSmall();
  if (of === 1) return await judgeWhole(path, onBytes);
  const isOwn = (hash: number): boolean => (hash >>> 0) % of === part;
  const leads = part === 0;
  const judging = new Judging({ has: (patient) => isOwn(hashOfKey(patient)), leads });
  const parser = new ShareParser(path, isOwn);
  for await (const lines of readBatches(path, parser, { onBytes, sums: leads }))
    for (const line of lines) judging.feed(line);
  withPieces(path, (bytesAt) => {
    for (const line of parser.after(bytesAt)) judging.feedLate(line);
  });
  return judging.part();
};
