import type { Judge } from './judge.ts';
import { always, hasFlaw, raised, stayedAway } from './raise.ts';

/** LIM-06: more than the amount within the window, by effective time; a fall under a gain rule is LIM-07's. */
export const LIM_06: Judge = {
  id: 'LIM-06',
  demand(fact, out) {
    if (fact.demand.family !== 'change') return;
    if (fact.demand.level === 'must')
      raised(fact, out, { flaw: hasFlaw('interpretation', 'kind', 'baseline', 'delta') });
    else if (fact.demand.level === 'may') out.may(fact.lane);
    else if (!always(fact, (e) => e.features.gainOnly === true && e.features.fell === true)) stayedAway(fact, out);
  },
};
