import type { Mutant } from '../mutant.ts';

export const controlSolutionUnknown: Mutant = {
  name: 'control-solution-unknown',
  defect: 'what the meter measured of its own test liquid is filed as glucose of the patient',
  requirement: 'RDG-09',
  collaborators: { isControlSolution: () => false },
};
