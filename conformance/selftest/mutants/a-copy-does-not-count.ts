import type { Mutant } from '../mutant.ts';

export const aCopyDoesNotCount: Mutant = {
  name: 'a-copy-does-not-count',
  defect: 'an escalation goes on though somebody has seen one of its copies',
  requirement: 'ALR-19',
  also: ['ALR-02', 'ALR-08'],
  collaborators: { goesOn: ([original]) => original?.status === 'new' },
};
