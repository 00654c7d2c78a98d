import { collaborators } from '../../../../reference-impl/collaborators.ts';
import type { Mutant } from '../../mutant.ts';

export const changeLimitIncluded: Mutant = {
  name: 'change-limit-included',
  defect: 'a gain equal to the amount counts as more than the amount',
  requirement: 'LIM-06',
  collaborators: {
    evaluateChange: (at, earlier, order, use) =>
      collaborators.evaluateChange(
        at,
        earlier,
        {
          ...order,
          rules: order.rules.map((r) => (r.kind === 'change' ? { ...r, boundary: 'inclusive' as const } : r)),
        },
        use,
      ),
  },
};
