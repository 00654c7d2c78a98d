import type { Judge } from './judge.ts';
import { always, raised, stayedAway } from './raise.ts';

/** LIM-02: equal is normal, and its twin, one step beyond or on an included bound, is not. */
export const LIM_02: Judge = {
  id: 'LIM-02',
  demand(fact, out) {
    if (fact.demand.family !== 'limits' || always(fact, (e) => e.features.converted === true)) return;
    if (fact.demand.level === 'must-not' && always(fact, (e) => e.features.equalsLimit === true)) stayedAway(fact, out);
    if (fact.demand.level === 'must' && always(fact, (e) => e.features.justBeyond === true)) raised(fact, out);
  },
};
