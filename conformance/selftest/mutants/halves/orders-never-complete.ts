import { collaborators } from '../../../../reference-impl/collaborators.ts';
import type { Mutant } from '../../mutant.ts';

export const ordersNeverComplete: Mutant = {
  name: 'orders-never-complete',
  defect: 'an order cannot be completed',
  requirement: 'ORD-20',
  collaborators: {
    mayChangeStatus: (from, to) => to !== 'completed' && collaborators.mayChangeStatus(from, to),
  },
};
