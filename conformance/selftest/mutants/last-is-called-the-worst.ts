import { collaborators } from '../../../reference-impl/collaborators.ts';
import type { Mutant } from '../mutant.ts';

export const lastIsCalledTheWorst: Mutant = {
  name: 'last-is-called-the-worst',
  defect: 'an item that gathers readings shows the last of them as the worst',
  requirement: 'ALR-10',
  collaborators: {
    figuresOf: (...args) => {
      const figures = collaborators.figuresOf(...args);
      return { ...figures, worst: figures.last };
    },
  },
};
