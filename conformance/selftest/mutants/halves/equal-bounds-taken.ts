import { collaborators } from '../../../../reference-impl/collaborators.ts';
import type { Mutant } from '../../mutant.ts';

export const equalBoundsTaken: Mutant = {
  name: 'equal-bounds-taken',
  defect: 'an order whose low limit is its high one is taken',
  requirement: 'ORD-05',
  collaborators: {
    checkLimits: (order) =>
      order.limits.some(({ low, high }) => low !== undefined && low === high)
        ? undefined
        : collaborators.checkLimits(order),
  },
};
