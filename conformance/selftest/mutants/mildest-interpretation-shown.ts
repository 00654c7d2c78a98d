import { collaborators } from '../../../reference-impl/collaborators.ts';
import type { Mutant } from '../mutant.ts';

export const mildestInterpretationShown: Mutant = {
  name: 'mildest-interpretation-shown',
  defect: 'of several orders the first decides what a reading is called',
  requirement: 'LIM-20',
  collaborators: { severest: (findings) => collaborators.severest(findings.slice(0, 1)) },
};
