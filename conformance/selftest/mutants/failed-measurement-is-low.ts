import { collaborators } from '../../../reference-impl/collaborators.ts';
import type { Mutant } from '../mutant.ts';

export const failedMeasurementIsLow: Mutant = {
  name: 'failed-measurement-is-low',
  defect: 'a measurement that failed counts as one of zero',
  requirement: 'RDG-14',
  collaborators: {
    evaluateLimits: (reading, order, use) =>
      reading.result.kind === 'absent'
        ? collaborators.evaluateLimits(
            { ...reading, result: { kind: 'value', quantity: { value: '0', unit: order.unit } } },
            order,
            use,
          )
        : collaborators.evaluateLimits(reading, order, use),
  },
};
