import { collaborators } from '../../../../reference-impl/collaborators.ts';
import type { Mutant } from '../../mutant.ts';

export const gainCountsAsLoss: Mutant = {
  name: 'gain-counts-as-loss',
  defect: 'a gain of weight triggers a rule about loss',
  requirement: 'LIM-07',
  collaborators: {
    evaluateChange: (at, earlier, order, use) => {
      const losses = order.rules.filter((r) => r.kind === 'change' && r.direction === 'loss');
      const found = collaborators.evaluateChange(at, earlier, order, use);
      if (losses.length === 0 || found.length > 0) return found;
      const rules = losses.map((rule) => ({ ...rule, direction: 'gain' as const }));
      return collaborators
        .evaluateChange(at, earlier, { ...order, rules }, use)
        .map((crossing) => ({ ...crossing, interpretation: 'D' as const }));
    },
  },
};
