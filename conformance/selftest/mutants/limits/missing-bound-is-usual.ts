import { collaborators } from '../../../../reference-impl/collaborators.ts';
import type { Mutant } from '../../mutant.ts';

export const missingBoundIsUsual: Mutant = {
  name: 'missing-bound-is-usual',
  defect: 'a low limit that an order leaves out is taken for the usual one',
  requirement: 'LIM-05',
  collaborators: {
    limitsFor: (limits, reading) =>
      collaborators
        .limitsFor(limits, reading)
        .map((i) => (i.low === undefined && i.tier === 'reference' ? { ...i, low: '70' } : i)),
  },
};
