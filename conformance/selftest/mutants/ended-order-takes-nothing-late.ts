import { collaborators } from '../../../reference-impl/collaborators.ts';
import type { Mutant } from '../mutant.ts';

export const endedOrderTakesNothingLate: Mutant = {
  name: 'ended-order-takes-nothing-late',
  defect: 'once an order has ended, readings from inside its period are turned away, though the policy accepts them',
  requirement: 'ORD-11',
  collaborators: {
    standingAt: (history, atMs, nowMs, use) => {
      const standing = collaborators.standingAt(history, atMs, nowMs, use);
      return standing.kind === 'active' && standing.ended ? { kind: 'inactive' } : standing;
    },
  },
};
