import { collaborators } from '../../../../reference-impl/collaborators.ts';
import type { Mutant } from '../../mutant.ts';

export const lowLimitNeverIncluded: Mutant = {
  name: 'low-limit-never-included',
  defect: 'an order can include its high limit, and its low one is served as if it did not',
  requirement: 'LIM-02',
  collaborators: {
    beyond: (value, interval, side) => {
      const { inclusive: _, ...strict } = interval;
      return collaborators.beyond(value, side === 'low' ? strict : interval, side);
    },
  },
};
