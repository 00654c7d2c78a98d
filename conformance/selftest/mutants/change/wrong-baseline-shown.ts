import { collaborators } from '../../../../reference-impl/collaborators.ts';
import type { Mutant } from '../../mutant.ts';

export const wrongBaselineShown: Mutant = {
  name: 'wrong-baseline-shown',
  defect: 'a change item names another weight than the one it was counted from',
  requirement: 'LIM-06',
  collaborators: {
    evaluateChange: (at, earlier, order, use) =>
      collaborators
        .evaluateChange(at, earlier, order, use)
        .map((crossing) => ({ ...crossing, baseline: at.identifier })),
  },
};
