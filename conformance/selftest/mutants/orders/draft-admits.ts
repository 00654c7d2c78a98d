import { collaborators } from '../../../../reference-impl/collaborators.ts';
import type { Mutant } from '../../mutant.ts';

export const draftAdmits: Mutant = {
  name: 'draft-admits',
  defect: 'an order that nobody has signed lets readings in, whatever is permitted under it',
  requirement: 'ORD-04',
  collaborators: {
    permissionInForce: () => true,
    standingAt: (history, atMs, nowMs, use) => {
      const version = use.versionInForce(history.versions, atMs);
      return version?.order.status === 'draft'
        ? { kind: 'active', version, ended: false }
        : collaborators.standingAt(history, atMs, nowMs, use);
    },
  },
};
