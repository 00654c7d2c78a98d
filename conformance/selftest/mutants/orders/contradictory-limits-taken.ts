import { collaborators } from '../../../../reference-impl/collaborators.ts';
import type { Mutant } from '../../mutant.ts';

export const contradictoryLimitsTaken: Mutant = {
  name: 'contradictory-limits-taken',
  defect: 'an order whose low limit lies above its high one is taken',
  requirement: 'ORD-05',
  collaborators: {
    checkLimits: (order) => {
      const refusal = collaborators.checkLimits(order);
      return refusal?.code === 'limits-contradictory' ? undefined : refusal;
    },
  },
};
