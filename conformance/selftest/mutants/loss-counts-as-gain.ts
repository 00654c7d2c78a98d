import { collaborators } from '../../../reference-impl/collaborators.ts';
import type { Mutant } from '../mutant.ts';

export const lossCountsAsGain: Mutant = {
  name: 'loss-counts-as-gain',
  defect: 'a loss of weight triggers a rule about gain',
  requirement: 'LIM-07',
  collaborators: {
    evaluateChange: (at, earlier, order, use) => [
      ...collaborators.evaluateChange(at, earlier, order, use),
      ...collaborators.evaluateChange(
        at,
        earlier,
        { ...order, rules: order.rules.map((r) => (r.kind === 'change' ? { ...r, direction: 'loss' as const } : r)) },
        use,
      ),
    ],
  },
};
