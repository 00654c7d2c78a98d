import type { Mutant } from '../../mutant.ts';

export const withdrawnItemsEscalate: Mutant = {
  name: 'withdrawn-items-escalate',
  defect: 'a critical item is copied to the next recipient though its reading was corrected to a normal one',
  requirement: 'ALR-08',
  also: ['ALR-02', 'CLK-02'],
  collaborators: { goesOn: (chain) => chain.every(({ status }) => status === 'new' || status === 'withdrawn') },
};
