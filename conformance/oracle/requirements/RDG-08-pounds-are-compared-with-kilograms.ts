import type { Judge } from './judge.ts';
import { always, hasFlaw, raiseOrStay } from './raise.ts';

/** RDG-08, and grams alike. */
export const RDG_08: Judge = {
  id: 'RDG-08',
  demand(fact, out) {
    const { measure } = fact.demand.filing.reading;
    if (measure !== 'weight' || !always(fact, (e) => e.features.converted === true)) return;
    raiseOrStay(fact, out, { flaw: hasFlaw('interpretation', 'value') });
  },
};
