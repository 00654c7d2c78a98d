import { collaborators } from '../../../../reference-impl/collaborators.ts';
import type { Mutant } from '../../mutant.ts';

export const criticalLimitsNotLookedAt: Mutant = {
  name: 'critical-limits-not-looked-at',
  defect: 'an order whose critical limits contradict each other is taken',
  requirement: 'ORD-05',
  collaborators: {
    checkLimits: (order) =>
      collaborators.checkLimits({
        ...order,
        limits: order.limits.filter(({ tier }) => tier !== 'critical' || order.limits.length === 1),
      }),
  },
};
