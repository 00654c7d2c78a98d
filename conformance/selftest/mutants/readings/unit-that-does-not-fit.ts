import { collaborators } from '../../../../reference-impl/collaborators.ts';
import type { Mutant } from '../../mutant.ts';

export const unitThatDoesNotFit: Mutant = {
  name: 'unit-that-does-not-fit',
  defect: 'a unit that does not fit the code is taken',
  requirement: 'RDG-06',
  collaborators: {
    checkContent: (reading) => {
      const refusal = collaborators.checkContent(reading);
      return refusal?.code === 'unit-mismatch' ? undefined : refusal;
    },
  },
};
