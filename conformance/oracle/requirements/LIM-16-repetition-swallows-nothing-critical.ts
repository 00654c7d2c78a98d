import type { Judge } from './judge.ts';
import { always, hasFlaw, raised, stayedAway } from './raise.ts';
import { alertsOn } from '../rules/call.ts';

/** LIM-16: where abnormal readings are told of when they repeat, a critical one raises by itself, and an abnormal one does not. */
export const LIM_16: Judge = {
  id: 'LIM-16',
  demand(fact, out) {
    const { family, level } = fact.demand;
    if (family !== 'limits') return;
    if (!always(fact, (e) => e.version !== undefined && alertsOn(e.version.order) === 'repeated')) return;
    if (level === 'must' && always(fact, (e) => e.call?.kind === 'critical'))
      raised(fact, out, { flaw: hasFlaw('kind') });
    const swallows = always(fact, (e) => e.features.notEach === true && e.features.hasCritical === true);
    if (level === 'must-not' && swallows)
      stayedAway(
        fact,
        out,
        fact.items.filter((item) => item.latest.kind === 'critical'),
      );
  },
};
