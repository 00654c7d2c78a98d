import { collaborators } from '../../../../reference-impl/collaborators.ts';
import type { Mutant } from '../../mutant.ts';

export const heldOrdersNeverEnd: Mutant = {
  name: 'held-orders-never-end',
  defect: 'an order that is on hold has to be resumed before it can be revoked',
  requirement: 'ORD-20',
  collaborators: {
    mayChangeStatus: (from, to) => !(from === 'on-hold' && to === 'revoked') && collaborators.mayChangeStatus(from, to),
  },
};
