import type { Mutant } from '../../mutant.ts';

export const seenAfterAStepDoesNotCount: Mutant = {
  name: 'seen-after-a-step-does-not-count',
  defect: 'once a critical item was copied its further steps go on though somebody has seen the item itself',
  requirement: 'ALR-08',
  also: ['ALR-02', 'CLK-02'],
  collaborators: {
    goesOn: ([original, ...copies]) =>
      copies.length === 0 ? original?.status === 'new' : copies.every(({ status }) => status === 'new'),
  },
};
