import type { Judge } from './judge.ts';
import { raiseOrStay } from './raise.ts';

/** ALR-22: after an item was finished, what calls for one of another order, kind or direction raises it as ever. */
export const ALR_22: Judge = {
  id: 'ALR-22',
  demand(fact, out) {
    if (fact.facts.afterAnotherWasDone) raiseOrStay(fact, out);
  },
};
