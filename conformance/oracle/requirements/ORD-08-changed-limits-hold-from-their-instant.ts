import type { Judge } from './judge.ts';
import { hasFlaw, raiseOrStay } from './raise.ts';

/** ORD-08. Readings that come late are LIM-12's, versions that are dated ahead ORD-16's. */
export const ORD_08: Judge = {
  id: 'ORD-08',
  demand(fact, out) {
    if (fact.demand.family !== 'limits' || !fact.facts.changedLimits || fact.facts.belated || fact.facts.datedAhead)
      return;
    raiseOrStay(fact, out, { flaw: hasFlaw('limit', 'limitFrom', 'interpretation') });
  },
};
