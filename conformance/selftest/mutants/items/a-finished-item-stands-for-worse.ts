import { collaborators } from '../../../../reference-impl/collaborators.ts';
import type { Mutant } from '../../mutant.ts';

export const aFinishedItemStandsForWorse: Mutant = {
  name: 'a-finished-item-stands-for-worse',
  defect: 'where an item was finished a correction to a critical value raises none',
  requirement: 'ALR-16',
  collaborators: {
    reconcile: (standing, plan, shown) => {
      const reconciled = collaborators.reconcile(standing, plan, shown);
      const isThere = standing.some(({ status, kind }) => status === 'done' && kind !== plan?.kind);
      return { ...reconciled, lacks: reconciled.lacks && !isThere };
    },
  },
};
