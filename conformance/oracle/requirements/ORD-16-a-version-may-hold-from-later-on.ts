import type { Judge } from './judge.ts';
import { hasFlaw, raiseOrStay } from './raise.ts';

/** ORD-16: until the instant that a change names, the version before it holds. */
export const ORD_16: Judge = {
  id: 'ORD-16',
  demand(fact, out) {
    const { changedLimits, datedAhead, belated } = fact.facts;
    if (fact.demand.family !== 'limits' || !changedLimits || belated || !datedAhead) return;
    raiseOrStay(fact, out, { flaw: hasFlaw('limit', 'limitFrom', 'interpretation') });
  },
};
