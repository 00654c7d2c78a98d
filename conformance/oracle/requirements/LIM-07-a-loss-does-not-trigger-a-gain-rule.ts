import type { Judge } from './judge.ts';
import { always, raised, stayedAway } from './raise.ts';

export const LIM_07: Judge = {
  id: 'LIM-07',
  demand(fact, out) {
    if (fact.demand.family !== 'change' || !always(fact, (e) => e.features.gainOnly === true)) return;
    if (fact.demand.level === 'must') raised(fact, out, { presentOnly: true });
    if (fact.demand.level === 'must-not' && always(fact, (e) => e.features.fell === true)) stayedAway(fact, out);
  },
};
