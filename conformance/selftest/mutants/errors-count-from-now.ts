import { collaborators } from '../../../reference-impl/collaborators.ts';
import type { Mutant } from '../mutant.ts';

export const errorsCountFromNow: Mutant = {
  name: 'errors-count-from-now',
  defect: 'an order that was entered in error still admits what was measured before',
  requirement: 'ORD-21',
  collaborators: {
    standingAt: (history, atMs, nowMs, use) => {
      const [first, ...later] = history.versions;
      const sound = later.filter((version) => version.order.status !== 'entered-in-error');
      return collaborators.standingAt({ ...history, versions: [first, ...sound] }, atMs, nowMs, use);
    },
  },
};
