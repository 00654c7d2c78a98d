import { collaborators } from '../../../../reference-impl/collaborators.ts';
import type { Mutant } from '../../mutant.ts';

export const criticalToldTwice: Mutant = {
  name: 'critical-told-twice',
  defect: 'a critical value makes a critical item and an abnormal one',
  requirement: 'LIM-03',
  collaborators: {
    planItems: (limits, crossings, version) =>
      collaborators
        .planItems(limits, crossings, version)
        .flatMap((plan) =>
          plan.kind === 'critical' && version.order.limits.some((i) => i.tier === 'reference')
            ? [
                plan,
                { ...plan, family: 'change', rule: 'limits', kind: 'abnormal' as const, priority: 'urgent' as const },
              ]
            : [plan],
        ),
  },
};
