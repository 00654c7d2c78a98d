import { collaborators } from '../../../../reference-impl/collaborators.ts';
import { roundHalfUp } from '../../../../reference-impl/limits/fraction.ts';
import type { Mutant } from '../../mutant.ts';

export const wholeKilograms: Mutant = {
  name: 'whole-kilograms',
  defect: 'weights in pounds are compared in whole kilograms',
  requirement: 'RDG-08',
  collaborators: {
    comparable: (quantity, order, use) => {
      const value = collaborators.comparable(quantity, order, use);
      return quantity.unit === '[lb_av]' ? roundHalfUp(value, 0) : value;
    },
  },
};
