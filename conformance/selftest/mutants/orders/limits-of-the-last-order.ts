import { collaborators } from '../../../../reference-impl/collaborators.ts';
import type { Interval } from '../../../../contract/domain/index.ts';
import type { Mutant } from '../../mutant.ts';

export const limitsOfTheLastOrder: Mutant = {
  name: 'limits-of-the-last-order',
  defect: 'every patient is held to the limits that were ordered last, of whomever',
  requirement: 'ORD-03',
  also: ['LIM-01', 'LIM-04', 'LIM-05', 'ALR-01', 'ALR-02', 'ALR-03'],
  make: () => {
    let last: readonly Interval[] = [];
    return {
      collaborators: {
        checkLimits: (order) => {
          const refusal = collaborators.checkLimits(order);
          if (refusal === undefined && order.limits.every((i) => i.tier === 'reference')) last = order.limits;
          return refusal;
        },
        limitsFor: (limits, reading) =>
          collaborators.limitsFor(limits.every((i) => i.tier === 'reference') ? last : limits, reading),
      },
    };
  },
};
