import { collaborators } from '../../../../reference-impl/collaborators.ts';
import type { Mutant } from '../../mutant.ts';

export const lowLimitIncluded: Mutant = {
  name: 'low-limit-included',
  defect: 'a value equal to the low limit counts as low',
  requirement: 'LIM-02',
  collaborators: {
    beyond: (value, interval, side) =>
      collaborators.beyond(value, side === 'low' ? { ...interval, inclusive: 'low' } : interval, side),
  },
};
