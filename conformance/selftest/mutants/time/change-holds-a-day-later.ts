import { collaborators } from '../../../../reference-impl/collaborators.ts';
import type { Mutant } from '../../mutant.ts';

const DAY_MS = 86_400_000;

export const changeHoldsADayLater: Mutant = {
  name: 'change-holds-a-day-later',
  defect: 'changed limits hold from a day later than ordered',
  requirement: 'ORD-08',
  shows: 'in-time',
  collaborators: {
    versionInForce: (versions, atMs) =>
      collaborators.versionInForce(
        versions.map((v, i) => (i === 0 ? v : { ...v, fromMs: v.fromMs + DAY_MS })),
        atMs,
      ),
  },
};
