import { collaborators } from '../../../../reference-impl/collaborators.ts';
import type { Mutant } from '../../mutant.ts';

export const oneSidedLimitsIgnored: Mutant = {
  name: 'one-sided-limits-ignored',
  defect: 'an order with one bound alone is never looked at',
  requirement: 'LIM-05',
  also: ['LIM-01'],
  collaborators: {
    limitsFor: (limits, reading) =>
      collaborators.limitsFor(limits, reading).filter((i) => i.low !== undefined && i.high !== undefined),
  },
};
