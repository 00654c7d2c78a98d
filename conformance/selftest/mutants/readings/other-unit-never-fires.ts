import { collaborators } from '../../../../reference-impl/collaborators.ts';
import type { Mutant } from '../../mutant.ts';

export const otherUnitNeverFires: Mutant = {
  name: 'other-unit-never-fires',
  defect: 'a reading in another unit than the limit never raises anything',
  requirement: 'RDG-07',
  collaborators: {
    evaluateLimits: (reading, order, use) =>
      reading.result.kind === 'value' && reading.result.quantity.unit !== order.unit
        ? { interpretation: 'N' }
        : collaborators.evaluateLimits(reading, order, use),
  },
};
