import { collaborators } from '../../../../reference-impl/collaborators.ts';
import type { Mutant } from '../../mutant.ts';

export const hiNeedsACriticalLimit: Mutant = {
  name: 'hi-needs-a-critical-limit',
  defect: 'off the scale is critical or nothing: without a critical limit it raises nothing',
  requirement: 'LIM-13',
  collaborators: {
    evaluateLimits: (reading, order, use) => {
      const found = collaborators.evaluateLimits(reading, order, use);
      const isAbnormal = found?.interpretation === 'H' || found?.interpretation === 'L';
      return reading.result.kind === 'off-scale' && isAbnormal ? undefined : found;
    },
  },
};
