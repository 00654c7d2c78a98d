import type { Mutant } from '../mutant.ts';

export const doneOnACopyDoesNotCount: Mutant = {
  name: 'done-on-a-copy-does-not-count',
  defect: 'an escalation goes on though somebody has finished one of its copies without having marked it as seen',
  requirement: 'ALR-19',
  also: ['ALR-02', 'ALR-08'],
  collaborators: {
    goesOn: ([original, ...copies]) =>
      original?.status === 'new' && copies.every(({ status }) => status === 'new' || status === 'done'),
  },
};
