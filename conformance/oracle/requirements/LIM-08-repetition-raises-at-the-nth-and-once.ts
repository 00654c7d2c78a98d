import type { DemandFact } from '../facts.ts';
import type { Judge, Out } from './judge.ts';
import { about, always, hasFlaw, raised, stayedAway, tooMany } from './raise.ts';
import { itemsText } from './words.ts';

const once = (fact: DemandFact, out: Out): void =>
  out.report({
    ...about(fact),
    polarity: 'must-not',
    outcome: 'broken',
    expected: () => 'one item for the readings that it consumed',
    observed: () => itemsText(fact.items),
  });

/**
 * LIM-08: the n-th abnormal reading of a window raises, with its members, and no other reading does: neither by this
 * rule nor, under alert-on repeated, by the limits alone.
 */
export const LIM_08: Judge = {
  id: 'LIM-08',
  demand(fact, out) {
    const { demand } = fact;
    if (demand.family === 'repeated') {
      if (demand.level === 'must') raised(fact, out, { flaw: hasFlaw('interpretation', 'kind', 'readings', 'count') });
      else if (demand.level === 'may') out.may(fact.lane);
      else stayedAway(fact, out);
      if (tooMany(fact)) once(fact, out);
    } else if (
      demand.family === 'limits' &&
      demand.level === 'must-not' &&
      always(fact, (e) => e.features.notEach === true)
    )
      stayedAway(fact, out);
  },
};
