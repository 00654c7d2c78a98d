import { collaborators } from '../../../../reference-impl/collaborators.ts';
import type { Mutant } from '../../mutant.ts';

export const completedOrderStillAdmits: Mutant = {
  name: 'completed-order-still-admits',
  defect: 'a completed order goes on admitting readings',
  requirement: 'ORD-07',
  collaborators: {
    standingAt: (history, atMs, nowMs, use) => {
      const [version] = history.versions;
      return history.versions.at(-1)?.order.status === 'completed' && version.fromMs <= atMs
        ? { kind: 'active', version, ended: false }
        : collaborators.standingAt(history, atMs, nowMs, use);
    },
  },
};
