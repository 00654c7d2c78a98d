import { collaborators } from '../../../reference-impl/collaborators.ts';
import type { Mutant } from '../mutant.ts';

export const criticalWaitsForASecond: Mutant = {
  name: 'critical-waits-for-a-second',
  defect: 'under a rule on repetition nothing raises by itself, not even what is critical',
  requirement: 'LIM-16',
  collaborators: {
    planItems: (limits, crossings, version) =>
      collaborators
        .planItems(limits, crossings, version)
        .filter((plan) => plan.kind !== 'critical' || !version.order.rules.some((rule) => rule.kind === 'repeated')),
  },
};
