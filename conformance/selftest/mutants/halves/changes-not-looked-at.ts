import { keyOf } from '../../../../contract/domain/index.ts';
import { collaborators } from '../../../../reference-impl/collaborators.ts';
import type { Mutant } from '../../mutant.ts';

export const changesNotLookedAt: Mutant = {
  name: 'changes-not-looked-at',
  defect: 'the limits of an order are looked at when it comes, and not when it is changed',
  requirement: 'ORD-05',
  make: () => {
    const known = new Set<string>();
    return {
      collaborators: {
        checkLimits: (order) => {
          const key = keyOf(order.identifier);
          const refusal = known.has(key) ? undefined : collaborators.checkLimits(order);
          if (refusal === undefined) known.add(key);
          return refusal;
        },
      },
    };
  },
};
