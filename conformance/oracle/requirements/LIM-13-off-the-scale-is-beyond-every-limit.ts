import type { DemandFact } from '../facts.ts';
import type { Judge } from './judge.ts';
import { always, hasFlaw, raiseOrStay } from './raise.ts';

export const isOffScale = (fact: DemandFact): boolean => always(fact, (e) => e.features.offScale === true);

/** LIM-13: HI and LO are beyond every limit of their side, and beyond none where the order has none there. No number is invented for them. */
export const LIM_13: Judge = {
  id: 'LIM-13',
  demand(fact, out) {
    if (fact.demand.family === 'limits' && isOffScale(fact))
      raiseOrStay(fact, out, { flaw: hasFlaw('interpretation', 'kind', 'value') });
  },
};
