import { haveChanged } from '../orders/have-changed.ts';
import type { Judge } from './judge.ts';
import { hasFlaw, raiseOrStay } from './raise.ts';
import { shownInterpretation } from './shown-interpretation.ts';

/**
 * ORD-08: also of what was filed before a change and is shown after it. Readings that come late are LIM-12's, versions
 * that are dated ahead ORD-16's.
 */
export const ORD_08: Judge = {
  id: 'ORD-08',
  demand(fact, out) {
    if (fact.demand.family !== 'limits' || !fact.facts.changedLimits || fact.facts.belated || fact.facts.datedAhead)
      return;
    raiseOrStay(fact, out, { flaw: hasFlaw('limit', 'limitFrom', 'interpretation') });
  },
  found(fact, out) {
    if (fact.applied().some(({ order }) => haveChanged(order))) shownInterpretation(fact, out, () => true);
  },
};
