import { collaborators } from '../../../../reference-impl/collaborators.ts';
import type { Mutant } from '../../mutant.ts';

const MINUTE_MS = 60_000;

export const versionsReachBackNineMinutes: Mutant = {
  name: 'versions-reach-back-nine-minutes',
  defect: 'a change may hold from up to nine minutes ago',
  requirement: 'ORD-17',
  collaborators: {
    effectiveFromOf: (order, versions, nowMs, days) =>
      collaborators.effectiveFromOf(order, versions, nowMs - 4 * MINUTE_MS, days),
  },
};
