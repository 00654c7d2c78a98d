import type { Judge } from './judge.ts';
import { always, raised, stayedAway } from './raise.ts';

/** LIM-07: of rules for one direction alone, on gain or on loss, those that the weight goes against are silent. */
export const LIM_07: Judge = {
  id: 'LIM-07',
  demand(fact, out) {
    if (fact.demand.family !== 'change' || !always(fact, (e) => e.features.oneWay === true)) return;
    if (fact.demand.level === 'must') raised(fact, out, { presentOnly: true });
    if (fact.demand.level === 'must-not' && always(fact, (e) => e.features.against === true)) stayedAway(fact, out);
  },
};
