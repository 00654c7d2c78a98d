import { keyOf } from '../../../contract/domain/index.ts';
import type { DemandFact } from '../facts.ts';
import type { Judge } from './judge.ts';
import { hasFlaw, raised } from './raise.ts';
import { claimantOf, isGone } from './withdrawal.ts';

/** It is called for since another reading was filed, corrected or erased. */
export const isByAnother = ({ demand: { family, cause, filing } }: DemandFact): boolean =>
  family === 'change' && cause !== undefined && !filing.keys.has(keyOf(cause.act.reading.identifier));

/** LIM-15: a late reading raises for a newer one that it makes a change, and one that is taken back withdraws it. */
export const LIM_15: Judge = {
  id: 'LIM-15',
  demand(fact, out) {
    if (fact.demand.level === 'must' && isByAnother(fact))
      raised(fact, out, { flaw: hasFlaw('interpretation', 'kind', 'baseline', 'delta') });
  },
  life(fact, out) {
    if (claimantOf(fact) === 'LIM-15') isGone(fact, out);
  },
};
