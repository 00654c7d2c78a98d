import type { Mutant } from '../mutant.ts';

export const escalatesWhatWasSeen: Mutant = {
  name: 'escalates-what-was-seen',
  defect: 'a critical item is copied to the next recipient though somebody has seen it',
  requirement: 'ALR-08',
  also: ['ALR-02'],
  collaborators: { goesOn: () => true },
};
