import type { Mutant } from '../mutant.ts';

export const lostMembersDoNotMatter: Mutant = {
  name: 'lost-members-do-not-matter',
  defect: 'an item on repetition stands though one of its readings was corrected to normal',
  requirement: 'LIM-17',
  collaborators: { stillRepeats: () => true },
};
