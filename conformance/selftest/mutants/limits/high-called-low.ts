import { collaborators } from '../../../../reference-impl/collaborators.ts';
import type { Mutant } from '../../mutant.ts';

export const highCalledLow: Mutant = {
  name: 'high-called-low',
  defect: 'a high value is called low, and a low one high',
  requirement: 'LIM-01',
  collaborators: {
    evaluateLimits: (reading, order, use) => {
      const found = collaborators.evaluateLimits(reading, order, use);
      if (found?.interpretation === 'H') return { ...found, interpretation: 'L' };
      return found?.interpretation === 'L' ? { ...found, interpretation: 'H' } : found;
    },
  },
};
