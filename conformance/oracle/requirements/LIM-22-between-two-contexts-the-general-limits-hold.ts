import type { Judge } from './judge.ts';
import { hasFlaw, raiseOrStay } from './raise.ts';
import { hasTwoContexts } from './two-contexts.ts';

/** LIM-22: a reading of two meal contexts is held against the general limits alone. */
export const LIM_22: Judge = {
  id: 'LIM-22',
  demand(fact, out) {
    if (fact.demand.family === 'limits' && hasTwoContexts(fact))
      raiseOrStay(fact, out, { flaw: hasFlaw('interpretation', 'kind', 'limit') });
  },
};
