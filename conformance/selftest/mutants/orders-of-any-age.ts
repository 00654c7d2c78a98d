import { collaborators } from '../../../reference-impl/collaborators.ts';
import type { Mutant } from '../mutant.ts';

export const ordersOfAnyAge: Mutant = {
  name: 'orders-of-any-age',
  defect: 'an order may begin as long ago as it likes',
  requirement: 'ORD-18',
  collaborators: {
    effectiveFromOf: (order, versions, nowMs) => collaborators.effectiveFromOf(order, versions, nowMs, 1_000_000),
  },
};
