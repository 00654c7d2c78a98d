import { collaborators } from '../../../../reference-impl/collaborators.ts';
import type { Mutant } from '../../mutant.ts';

export const criticalToldAsAbnormal: Mutant = {
  name: 'critical-told-as-abnormal',
  defect: 'what is critical is told as merely abnormal',
  requirement: 'LIM-03',
  collaborators: {
    evaluateLimits: (reading, order, use) => {
      const found = collaborators.evaluateLimits(reading, order, use);
      if (found?.interpretation === 'HH' && order.limits.some((i) => i.tier === 'reference'))
        return { ...found, interpretation: 'H' };
      return found;
    },
  },
};
