import { collaborators } from '../../../../reference-impl/collaborators.ts';
import { compare, fractionOf } from '../../../../reference-impl/limits/fraction.ts';
import type { Mutant } from '../../mutant.ts';

const FLOOR = fractionOf('45');

export const farBelowIsNoMeasurement: Mutant = {
  name: 'far-below-is-no-measurement',
  defect: 'a glucose below 45 mg/dL is taken for an error of the meter, and never told',
  requirement: 'LIM-05',
  collaborators: {
    evaluateLimits: (reading, order, use) =>
      reading.result.kind === 'value' && compare(use.comparable(reading.result.quantity, order, use), FLOOR) < 0
        ? { interpretation: 'N' }
        : collaborators.evaluateLimits(reading, order, use),
  },
};
