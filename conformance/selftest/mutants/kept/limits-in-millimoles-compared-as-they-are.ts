import { collaborators } from '../../../../reference-impl/collaborators.ts';
import type { Mutant } from '../../mutant.ts';

export const limitsInMillimolesComparedAsTheyAre: Mutant = {
  name: 'limits-in-millimoles-compared-as-they-are',
  defect: 'a reading in mg/dL is compared with limits in mmol/L as it is',
  requirement: 'RDG-07',
  collaborators: {
    convert: (number, from, to) =>
      from === 'mg/dL' && to === 'mmol/L' ? number : collaborators.convert(number, from, to),
  },
};
