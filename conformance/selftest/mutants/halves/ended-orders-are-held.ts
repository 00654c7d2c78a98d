import { collaborators } from '../../../../reference-impl/collaborators.ts';
import type { Mutant } from '../../mutant.ts';

export const endedOrdersAreHeld: Mutant = {
  name: 'ended-orders-are-held',
  defect: 'an order that has ended can be put on hold, and from there is active again',
  requirement: 'ORD-20',
  collaborators: {
    mayChangeStatus: (from, to) =>
      ((from === 'revoked' || from === 'completed') && to === 'on-hold') || collaborators.mayChangeStatus(from, to),
  },
};
