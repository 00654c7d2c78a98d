import { collaborators } from '../../../../reference-impl/collaborators.ts';
import type { Mutant } from '../../mutant.ts';

export const criticallyLowIsLow: Mutant = {
  name: 'critically-low-is-low',
  defect: 'a critically low value is told as low',
  requirement: 'LIM-03',
  collaborators: {
    beyond: (value, interval, side) =>
      !(interval.tier === 'critical' && side === 'low') && collaborators.beyond(value, interval, side),
  },
};
