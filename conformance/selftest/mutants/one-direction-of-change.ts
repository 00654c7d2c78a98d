import { collaborators } from '../../../reference-impl/collaborators.ts';
import type { Mutant } from '../mutant.ts';

export const oneDirectionOfChange: Mutant = {
  name: 'one-direction-of-change',
  defect: 'a reading that gains by one rule and loses by another tells of the first alone',
  requirement: 'LIM-14',
  collaborators: {
    evaluateChange: (at, earlier, order, use) => collaborators.evaluateChange(at, earlier, order, use).slice(0, 1),
  },
};
