import { collaborators } from '../../../../reference-impl/collaborators.ts';
import { filing } from '../../seams/between.ts';
import type { Mutant } from '../../mutant.ts';

export const erasedMembersDoNotMatter: Mutant = {
  name: 'erased-members-do-not-matter',
  defect: 'an item on repetition stands though one of its readings was entered in error',
  requirement: 'LIM-17',
  make: () => {
    let isErasing = false;
    return {
      collaborators: { stillRepeats: (members, count) => isErasing || collaborators.stillRepeats(members, count) },
      seams: filing(async (file, caller, readings, terms) => {
        isErasing = readings.some(({ status }) => status === 'entered-in-error');
        try {
          return await file(caller, readings, terms);
        } finally {
          isErasing = false;
        }
      }),
    };
  },
};
