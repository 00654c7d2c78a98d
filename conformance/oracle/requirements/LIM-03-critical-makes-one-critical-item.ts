import type { Judge } from './judge.ts';
import { always, hasFlaw, raised, stayedAway } from './raise.ts';

/** LIM-03: beyond a critical limit one item, critical; short of it none that is critical. */
export const LIM_03: Judge = {
  id: 'LIM-03',
  demand(fact, out) {
    const { demand, items } = fact;
    if (demand.family !== 'limits') return;
    if (demand.level === 'must' && always(fact, (e) => e.call?.kind === 'critical')) {
      const flaw = hasFlaw('kind', 'priority');
      raised(fact, out, { flaw: (f) => flaw(f) || new Set(items.map((i) => i.latest.kind)).size > 1 });
    } else if (
      demand.level !== 'may' &&
      always(fact, (e) => e.features.hasCritical === true && e.call?.kind !== 'critical')
    )
      stayedAway(
        fact,
        out,
        items.filter((item) => item.latest.kind === 'critical'),
      );
  },
};
