import { collaborators } from '../../../../reference-impl/collaborators.ts';
import type { Mutant } from '../../mutant.ts';

export const includedLimitNotIncluded: Mutant = {
  name: 'included-limit-not-included',
  defect: 'an order that includes its limit is served as if it did not',
  requirement: 'LIM-02',
  collaborators: {
    beyond: (value, interval, side) => {
      const { inclusive: _, ...strict } = interval;
      return collaborators.beyond(value, strict, side);
    },
  },
};
