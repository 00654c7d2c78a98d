import { collaborators } from '../../../reference-impl/collaborators.ts';
import type { Mutant } from '../mutant.ts';

export const revokedOrdersRise: Mutant = {
  name: 'revoked-orders-rise',
  defect: 'an order that was revoked can be made active again',
  requirement: 'ORD-20',
  collaborators: {
    mayChangeStatus: (from, to) => (from === 'revoked' && to === 'active') || collaborators.mayChangeStatus(from, to),
  },
};
