import { collaborators } from '../../../../reference-impl/collaborators.ts';
import type { Mutant } from '../../mutant.ts';

export const otherUnitAlwaysFires: Mutant = {
  name: 'other-unit-always-fires',
  defect: 'a reading in another unit than the limit always raises an item',
  requirement: 'RDG-07',
  collaborators: {
    evaluateLimits: (reading, order, use) =>
      reading.result.kind === 'value' && reading.result.quantity.unit !== order.unit
        ? { interpretation: 'H', bound: order.limits[0]?.high ?? '180' }
        : collaborators.evaluateLimits(reading, order, use),
  },
};
