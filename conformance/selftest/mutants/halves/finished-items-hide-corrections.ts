import { collaborators } from '../../../../reference-impl/collaborators.ts';
import type { Mutant } from '../../mutant.ts';

export const finishedItemsHideCorrections: Mutant = {
  name: 'finished-items-hide-corrections',
  defect: 'a finished item says nothing of it when its reading is corrected',
  requirement: 'ALR-12',
  collaborators: {
    reconcile: (...call) => {
      const { steps, lacks } = collaborators.reconcile(...call);
      return { lacks, steps: steps.map((step) => (step === 'show' ? 'stay' : step)) };
    },
  },
};
