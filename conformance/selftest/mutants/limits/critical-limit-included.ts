import { collaborators } from '../../../../reference-impl/collaborators.ts';
import type { Mutant } from '../../mutant.ts';

export const criticalLimitIncluded: Mutant = {
  name: 'critical-limit-included',
  defect: 'a value equal to the critical limit counts as critical',
  requirement: 'LIM-03',
  collaborators: {
    beyond: (value, interval, side) =>
      collaborators.beyond(value, interval.tier === 'critical' ? { ...interval, inclusive: 'both' } : interval, side),
  },
};
