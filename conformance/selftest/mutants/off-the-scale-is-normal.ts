import { collaborators } from '../../../reference-impl/collaborators.ts';
import type { Mutant } from '../mutant.ts';

export const offTheScaleIsNormal: Mutant = {
  name: 'off-the-scale-is-normal',
  defect: 'HI and LO raise nothing, because they are no numbers',
  requirement: 'LIM-13',
  collaborators: {
    evaluateLimits: (reading, order, use) =>
      reading.result.kind === 'off-scale' ? { interpretation: 'N' } : collaborators.evaluateLimits(reading, order, use),
  },
};
