import { refuse } from '../../../../contract/refusal.ts';
import { collaborators } from '../../../../reference-impl/collaborators.ts';
import type { Mutant } from '../../mutant.ts';

export const changeIsNoLimit: Mutant = {
  name: 'change-is-no-limit',
  defect: 'an order that states a change alone is refused for having no limit',
  requirement: 'ORD-02',
  collaborators: {
    checkLimits: (order) =>
      order.limits.length === 0
        ? refuse('limits-missing', 'ServiceRequest.supportingInfo').refusal
        : collaborators.checkLimits(order),
  },
};
