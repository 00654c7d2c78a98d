import { collaborators } from '../../../../reference-impl/collaborators.ts';
import type { Mutant } from '../../mutant.ts';

const MINUTE_MS = 60_000;

export const versionsHardlyReachBack: Mutant = {
  name: 'versions-hardly-reach-back',
  defect: 'a change may hold from two minutes ago, and from no earlier instant',
  requirement: 'ORD-17',
  collaborators: {
    effectiveFromOf: (order, versions, nowMs, days) =>
      collaborators.effectiveFromOf(order, versions, versions.length === 0 ? nowMs : nowMs + 3 * MINUTE_MS, days),
  },
};
