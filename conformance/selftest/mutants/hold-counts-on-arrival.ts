import { collaborators } from '../../../reference-impl/collaborators.ts';
import type { Mutant } from '../mutant.ts';

export const holdCountsOnArrival: Mutant = {
  name: 'hold-counts-on-arrival',
  defect: 'while an order is on hold nothing is let in, not even what was measured before',
  requirement: 'ORD-14',
  collaborators: {
    standingAt: (history, atMs, nowMs, use) =>
      use.versionInForce(history.versions, nowMs)?.order.status === 'on-hold'
        ? { kind: 'inactive' }
        : collaborators.standingAt(history, atMs, nowMs, use),
  },
};
