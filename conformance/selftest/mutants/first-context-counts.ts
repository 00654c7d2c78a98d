import { collaborators } from '../../../reference-impl/collaborators.ts';
import type { Mutant } from '../mutant.ts';

export const firstContextCounts: Mutant = {
  name: 'first-context-counts',
  defect: 'of two meal contexts the first decides which limits hold',
  requirement: 'LIM-22',
  collaborators: {
    limitsFor: (limits, { mealContext }) =>
      collaborators.limitsFor(limits, mealContext === undefined ? {} : { mealContext }),
  },
};
