import type { Mutant } from '../mutant.ts';

export const lateIsNeverSaid: Mutant = {
  name: 'late-is-never-said',
  defect: 'an item of a reading that came hours late looks like one of this minute',
  requirement: 'ALR-13',
  collaborators: { isLate: () => false },
};
