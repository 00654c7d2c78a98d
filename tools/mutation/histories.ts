/**
 * What brute force says of generated histories of one fixed seed, written once before a mutation run: asking it
 * again for every mutant would cost more than all other tests. The suite's agreement test asks it on other seeds.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import fc from 'fast-check';
import { naiveExpectationsOf } from '../../conformance/naive/expect.test-helper.ts';
import { histories } from '../../conformance/naive/generate/histories.test-helper.ts';
import { expectedText } from '../../conformance/naive/timeline.test-helper.ts';
import { TooManyWorlds } from '../../conformance/naive/worlds.test-helper.ts';
import type { HistoryLine } from '../../conformance/history/lines.ts';

const SEED = 20_350_101;

/** A history and what had to become of it, one line of text each. */
export interface Known {
  readonly lines: readonly HistoryLine[];
  readonly expected: readonly string[];
}

const known = (lines: readonly HistoryLine[]): Known[] => {
  try {
    return [{ lines, expected: expectedText(naiveExpectationsOf(lines)) }];
  } catch (error) {
    if (error instanceof TooManyWorlds) return [];
    throw error;
  }
};

/** Writes what brute force says of `count` histories; those with too many courses are left out. */
export const writeHistories = (file: string, count: number): void => {
  const made = fc.sample(histories, { numRuns: count, seed: SEED }).flatMap(({ lines }) => known(lines));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(made));
};
