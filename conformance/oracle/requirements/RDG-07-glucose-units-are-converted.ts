import type { Judge } from './judge.ts';
import { always, hasFlaw, raiseOrStay } from './raise.ts';

export const RDG_07: Judge = {
  id: 'RDG-07',
  demand(fact, out) {
    const { measure } = fact.demand.filing.reading;
    if (measure !== 'glucose' || !always(fact, (e) => e.features.converted === true)) return;
    raiseOrStay(fact, out, { flaw: hasFlaw('interpretation', 'value') });
  },
};
