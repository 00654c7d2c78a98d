import type { Judge } from './judge.ts';
import { shownRanges } from './LIM-04-the-limit-applied-is-shown.ts';

/** LIM-19: a reading of several orders shows a reference range of each. */
export const LIM_19: Judge = {
  id: 'LIM-19',
  found(fact, out) {
    shownRanges(fact, out, (orders) => orders > 1);
  },
};
