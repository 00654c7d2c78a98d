import type { HistoryLine } from '../history/lines.ts';
import type { Expectations } from '../oracle/expectations.ts';
import { naiveExpectationsOf } from './expect.test-helper.ts';
import { expectedText, timelineOf } from './timeline.test-helper.ts';
import { TooManyWorlds } from './worlds.test-helper.ts';

/** Says what had to become of a history. */
export type Judge = (lines: readonly HistoryLine[]) => Expectations;

/** How many histories were compared, and how many have more courses than brute force can try. */
export interface Tally {
  compared: number;
  skipped: number;
  /** Of those compared: how many call for an item whatever the course. */
  must: number;
}

const bruteForce = (lines: readonly HistoryLine[]): Expectations | undefined => {
  try {
    return naiveExpectationsOf(lines);
  } catch (error) {
    if (error instanceof TooManyWorlds) return undefined;
    throw error;
  }
};

/** What only one of the two judges says, one line each; nothing where they agree to the letter. */
export const differences = (lines: readonly HistoryLine[], judge: Judge, tally: Tally): string[] => {
  const naive = bruteForce(lines);
  if (naive === undefined) {
    tally.skipped += 1;
    return [];
  }
  tally.compared += 1;
  if (naive.items.some((item) => !item.raised.includes(0))) tally.must += 1;
  const [mine, other] = [expectedText(naive), expectedText(judge(lines))];
  return [
    ...mine.filter((text) => !other.includes(text)).map((text) => `brute force: ${text}`),
    ...other.filter((text) => !mine.includes(text)).map((text) => `the other:   ${text}`),
  ];
};

/** A disagreement as a person reads it. */
export const disagreementText = (lines: readonly HistoryLine[], judge: Judge): string =>
  [timelineOf(lines), '', ...differences(lines, judge, { compared: 0, skipped: 0, must: 0 })].join('\n');
