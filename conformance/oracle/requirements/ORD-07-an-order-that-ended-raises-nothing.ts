import { gate } from './gate.ts';
import type { Judge } from './judge.ts';
import { always, stayedAway } from './raise.ts';

const base = gate('ORD-07', ['ended'], (fact) => fact.ends);

/** ORD-07: also where another order of the measure still admits the reading. */
export const ORD_07: Judge = {
  ...base,
  demand(fact, out) {
    if (fact.demand.level === 'must-not' && always(fact, (e) => e.features.inactive === 'ended')) stayedAway(fact, out);
  },
};
