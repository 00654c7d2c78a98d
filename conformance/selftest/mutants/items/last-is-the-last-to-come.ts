import { collaborators } from '../../../../reference-impl/collaborators.ts';
import type { Mutant } from '../../mutant.ts';

export const lastIsTheLastToCome: Mutant = {
  name: 'last-is-the-last-to-come',
  defect: 'an item that gathers readings shows as the last the one that came last, whenever it was measured',
  requirement: 'ALR-10',
  collaborators: {
    figuresOf: (members, ...more) => {
      const figures = collaborators.figuresOf(members, ...more);
      return { ...figures, last: members.at(-1)?.identifier ?? figures.last };
    },
  },
};
