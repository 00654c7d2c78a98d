import { collaborators } from '../../../../reference-impl/collaborators.ts';
import type { Mutant } from '../../mutant.ts';

export const ordersOfTwoDaysAgo: Mutant = {
  name: 'orders-of-two-days-ago',
  defect: 'an order may begin two days ago, though 30 days are declared',
  requirement: 'ORD-18',
  collaborators: {
    effectiveFromOf: (order, versions, nowMs) => collaborators.effectiveFromOf(order, versions, nowMs, 2),
  },
};
