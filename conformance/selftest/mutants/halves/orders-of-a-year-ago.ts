import { collaborators } from '../../../../reference-impl/collaborators.ts';
import type { Mutant } from '../../mutant.ts';

export const ordersOfAYearAgo: Mutant = {
  name: 'orders-of-a-year-ago',
  defect: 'an order may begin a year ago, though 30 days are declared',
  requirement: 'ORD-18',
  collaborators: {
    effectiveFromOf: (order, versions, nowMs) => collaborators.effectiveFromOf(order, versions, nowMs, 366),
  },
};
