import { collaborators } from '../../../reference-impl/collaborators.ts';
import type { Mutant } from '../mutant.ts';

export const poundsReadAsKilograms: Mutant = {
  name: 'pounds-read-as-kilograms',
  defect: 'a weight in pounds is taken for kilograms',
  requirement: 'RDG-08',
  collaborators: {
    convert: (value, from, to) => (from === '[lb_av]' && to === 'kg' ? value : collaborators.convert(value, from, to)),
  },
};
