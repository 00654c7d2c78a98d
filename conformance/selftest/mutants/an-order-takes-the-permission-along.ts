import { refuse } from '../../../contract/refusal.ts';
import { collaborators } from '../../../reference-impl/collaborators.ts';
import type { Mutant } from '../mutant.ts';

export const anOrderTakesThePermissionAlong: Mutant = {
  name: 'an-order-takes-the-permission-along',
  defect: 'the end of one order ends the permission for all of the measure',
  requirement: 'PRM-08',
  collaborators: {
    admit: (reading, facts, use) =>
      facts.orders.some(({ versions }) => versions.at(-1)?.order.status === 'revoked')
        ? refuse('no-permission')
        : collaborators.admit(reading, facts, use),
  },
};
