import { collaborators } from '../../../../reference-impl/collaborators.ts';
import type { Mutant } from '../../mutant.ts';

export const criticalWithoutPriority: Mutant = {
  name: 'critical-without-priority',
  defect: 'critical items have the priority of routine ones',
  requirement: 'LIM-03',
  collaborators: {
    planItems: (...about) =>
      collaborators
        .planItems(...about)
        .map((plan) => (plan.kind === 'critical' ? { ...plan, priority: 'routine' as const } : plan)),
  },
};
