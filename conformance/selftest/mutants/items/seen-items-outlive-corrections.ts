import { collaborators } from '../../../../reference-impl/collaborators.ts';
import type { Mutant } from '../../mutant.ts';

export const seenItemsOutliveCorrections: Mutant = {
  name: 'seen-items-outlive-corrections',
  defect: 'an item that somebody has seen stays when its reading is corrected to a normal one',
  requirement: 'ALR-12',
  collaborators: {
    reconcile: (standing, ...more) => {
      const reconciled = collaborators.reconcile(standing, ...more);
      const steps = reconciled.steps.map((step, i) =>
        step === 'withdraw' && standing[i]?.status === 'seen' ? 'stay' : step,
      );
      return { ...reconciled, steps };
    },
  },
};
