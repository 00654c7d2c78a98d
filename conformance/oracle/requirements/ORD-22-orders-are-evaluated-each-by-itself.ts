import type { Judge } from './judge.ts';
import { raiseOrStay } from './raise.ts';

/** ORD-22: of two orders of one measure each raises by its own limits, whatever the other makes of the reading. */
export const ORD_22: Judge = {
  id: 'ORD-22',
  demand(fact, out) {
    if (fact.demand.family === 'limits' && fact.facts.besideAnother) raiseOrStay(fact, out);
  },
};
