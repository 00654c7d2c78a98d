import { collaborators } from '../../../reference-impl/collaborators.ts';
import type { Mutant } from '../mutant.ts';

export const fineLimitsTaken: Mutant = {
  name: 'fine-limits-taken',
  defect: 'an order whose limits have more decimals than a converted value keeps is taken',
  requirement: 'ORD-13',
  collaborators: {
    checkLimits: (order) => collaborators.checkLimits({ ...order, precision: 9 }),
  },
};
