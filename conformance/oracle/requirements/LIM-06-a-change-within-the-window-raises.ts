import type { Judge } from './judge.ts';
import { crossesTwo } from './LIM-14-two-changes-at-once-make-one-item.ts';
import { isByAnother } from './LIM-15-what-comes-late-changes-what-was-measured-since.ts';
import { always, hasFlaw, raised, stayedAway } from './raise.ts';

/**
 * LIM-06: more than the amount within the window, by effective time. What goes the other way is LIM-07's, two rules
 * crossed at once LIM-14's, and what a later filing makes a change LIM-15's.
 */
export const LIM_06: Judge = {
  id: 'LIM-06',
  demand(fact, out) {
    if (fact.demand.family !== 'change' || crossesTwo(fact) || isByAnother(fact)) return;
    if (fact.demand.level === 'must')
      raised(fact, out, { flaw: hasFlaw('interpretation', 'kind', 'baseline', 'delta') });
    else if (fact.demand.level === 'may') out.may(fact.lane);
    else if (!always(fact, (e) => e.features.oneWay === true && e.features.against === true)) stayedAway(fact, out);
  },
};
