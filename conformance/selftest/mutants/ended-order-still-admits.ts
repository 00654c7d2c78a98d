import { collaborators } from '../../../reference-impl/collaborators.ts';
import type { Mutant } from '../mutant.ts';

export const endedOrderStillAdmits: Mutant = {
  name: 'ended-order-still-admits',
  defect: 'a revoked order goes on admitting readings',
  requirement: 'ORD-07',
  collaborators: {
    standingAt: (history, atMs, nowMs, use) => {
      const [version] = history.versions;
      return version.fromMs <= atMs && version.order.status === 'active'
        ? { kind: 'active', version, ended: false }
        : collaborators.standingAt(history, atMs, nowMs, use);
    },
  },
};
