import { collaborators } from '../../../reference-impl/collaborators.ts';
import type { Mutant } from '../mutant.ts';

export const correctionsWithdrawFinishedItems: Mutant = {
  name: 'corrections-withdraw-finished-items',
  defect: 'an item that somebody has finished is withdrawn when its reading is corrected',
  requirement: 'ALR-16',
  collaborators: {
    reconcile: (standing, plan, shown) =>
      collaborators.reconcile(
        standing.map((item) => (item.status === 'done' ? { ...item, status: 'seen' as const } : item)),
        plan,
        shown,
      ),
  },
};
