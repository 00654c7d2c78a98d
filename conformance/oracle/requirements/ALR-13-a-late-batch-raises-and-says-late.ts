import type { Judge } from './judge.ts';
import { hasFlaw, raised, stayedAway } from './raise.ts';

/** ALR-13: of readings that came late and together, each raises what the rules demand of it and says that it is late. */
export const ALR_13: Judge = {
  id: 'ALR-13',
  demand(fact, out) {
    const { demand, facts } = fact;
    if (!facts.batched) return;
    if (demand.level === 'must' && demand.late === 'yes') raised(fact, out, { flaw: hasFlaw('late') });
    else if (demand.level === 'must-not' && facts.belated) stayedAway(fact, out);
    else if (demand.level === 'may') out.may(fact.lane);
  },
};
