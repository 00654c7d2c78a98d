import type { Judge } from './judge.ts';
import { hasFlaw, raiseOrStay } from './raise.ts';

export const LIM_12: Judge = {
  id: 'LIM-12',
  demand(fact, out) {
    if (fact.demand.family !== 'limits' || !fact.facts.changedLimits || !fact.facts.belated) return;
    raiseOrStay(fact, out, { flaw: hasFlaw('limit', 'limitFrom', 'interpretation') });
  },
};
