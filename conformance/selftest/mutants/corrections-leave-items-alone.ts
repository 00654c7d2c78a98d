import { collaborators } from '../../../reference-impl/collaborators.ts';
import type { Mutant } from '../mutant.ts';

export const correctionsLeaveItemsAlone: Mutant = {
  name: 'corrections-leave-items-alone',
  defect: 'an item goes on showing what its reading said before it was corrected',
  requirement: 'ALR-12',
  collaborators: {
    reconcile: (standing, plan, shown) => ({
      ...collaborators.reconcile(standing, plan, shown),
      steps: standing.map(() => 'keep' as const),
    }),
  },
};
