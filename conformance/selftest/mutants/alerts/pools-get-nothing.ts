import { collaborators } from '../../../../reference-impl/collaborators.ts';
import type { Mutant } from '../../mutant.ts';

export const poolsGetNothing: Mutant = {
  name: 'pools-get-nothing',
  defect: 'items of a pool go to the clinician who ordered',
  requirement: 'ALR-01',
  collaborators: {
    route: (history, nowMs, use) => {
      const owner = collaborators.route(history, nowMs, use);
      return owner.system.includes('pool') ? history.versions[0].order.requester : owner;
    },
  },
};
