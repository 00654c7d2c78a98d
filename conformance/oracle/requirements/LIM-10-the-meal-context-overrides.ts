import type { Judge } from './judge.ts';
import { always, hasFlaw, raiseOrStay } from './raise.ts';
import { hasTwoContexts } from './two-contexts.ts';

/** LIM-10: of orders that have limits for a meal context; readings of that context, of another one, and of none. */
export const LIM_10: Judge = {
  id: 'LIM-10',
  demand(fact, out) {
    const inContext = always(
      fact,
      (e) => e.version?.order.limits.some((l) => l.context !== undefined && l.tier !== 'absolute') === true,
    );
    if (fact.demand.family === 'limits' && inContext && !hasTwoContexts(fact))
      raiseOrStay(fact, out, { flaw: hasFlaw('interpretation', 'kind', 'limit') });
  },
};
