import { collaborators } from '../../../../reference-impl/collaborators.ts';
import type { Mutant } from '../../mutant.ts';

export const secondItemBesideAFinishedOne: Mutant = {
  name: 'second-item-beside-a-finished-one',
  defect: 'a correction of a reading whose item was finished raises the same item once more',
  requirement: 'ALR-06',
  check: 'ALR-16',
  also: ['RDG-02', 'ALR-03', 'ALR-14'],
  collaborators: {
    reconcile: (standing, plan, shown) => {
      const reconciled = collaborators.reconcile(standing, plan, shown);
      const isAgain = standing.some(({ status }) => status === 'done') && reconciled.steps.includes('update');
      return { ...reconciled, lacks: reconciled.lacks || isAgain };
    },
  },
};
