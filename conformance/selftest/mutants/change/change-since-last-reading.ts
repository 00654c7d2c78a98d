import { collaborators } from '../../../../reference-impl/collaborators.ts';
import type { Mutant } from '../../mutant.ts';

export const changeSinceLastReading: Mutant = {
  name: 'change-since-last-reading',
  defect: 'a gain is counted from the weight before alone',
  requirement: 'LIM-06',
  collaborators: {
    evaluateChange: (at, earlier, order, use) =>
      collaborators.evaluateChange(at, earlier.toSorted((a, b) => a.effectiveMs - b.effectiveMs).slice(-1), order, use),
  },
};
