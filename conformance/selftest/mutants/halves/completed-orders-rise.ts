import { collaborators } from '../../../../reference-impl/collaborators.ts';
import type { Mutant } from '../../mutant.ts';

export const completedOrdersRise: Mutant = {
  name: 'completed-orders-rise',
  defect: 'an order that was completed can be made active again',
  requirement: 'ORD-20',
  collaborators: {
    mayChangeStatus: (from, to) => (from === 'completed' && to === 'active') || collaborators.mayChangeStatus(from, to),
  },
};
