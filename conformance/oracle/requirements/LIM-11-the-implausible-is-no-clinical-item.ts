import type { Judge } from './judge.ts';
import { always, hasFlaw, raised, stayedAway } from './raise.ts';

/** LIM-11: outside the absolute range one notice on data quality, inside none; and never anything clinical for it. */
export const LIM_11: Judge = {
  id: 'LIM-11',
  demand(fact, out) {
    const { family, level } = fact.demand;
    if (family === 'data-quality') {
      if (level === 'must') raised(fact, out, { flaw: hasFlaw('kind') });
      else if (level === 'may') out.may(fact.lane);
      else stayedAway(fact, out);
    } else if (level === 'must-not' && always(fact, (e) => e.features.implausible === true)) stayedAway(fact, out);
  },
};
