import type { HistoryLine } from '../history/lines.ts';
import { Analysis } from './analysis.ts';
import type { Expectations } from './expectations.ts';
import { expectedAnswers } from './expect/answers.ts';
import { expectedItems } from './expect/items.ts';

/**
 * What had to become of a history, before anything is compared with what was seen. The SUT's clock is taken
 * to be exact, and a run that does not say which optional rules the system has is taken to have them all:
 * so the answer depends on the contract alone. Throws RangeError where the first line is no `run` line.
 */
export const expectationsOf = (lines: readonly HistoryLine[]): Expectations => {
  const analysis = Analysis.of(lines);
  return { answers: expectedAnswers(analysis), items: expectedItems(analysis) };
};
