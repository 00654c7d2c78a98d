import { collaborators } from '../../../../reference-impl/collaborators.ts';
import type { Mutant } from '../../mutant.ts';

export const missingBoundIsZero: Mutant = {
  name: 'missing-bound-is-zero',
  defect: 'a high limit that an order leaves out is taken for zero',
  requirement: 'LIM-05',
  also: ['LIM-01', 'LIM-04', 'ALR-03'],
  collaborators: {
    limitsFor: (limits, reading) =>
      collaborators.limitsFor(limits, reading).map((i) => (i.high === undefined ? { ...i, high: '0' } : i)),
  },
};
