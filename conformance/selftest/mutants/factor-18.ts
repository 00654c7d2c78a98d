import { divide, fractionOf, multiply } from '../../../reference-impl/limits/fraction.ts';
import { collaborators } from '../../../reference-impl/collaborators.ts';
import type { Mutant } from '../mutant.ts';

const EIGHTEEN = fractionOf('18');

export const factor18: Mutant = {
  name: 'factor-18',
  defect: 'mmol/L is converted with a factor of 18',
  requirement: 'RDG-07',
  collaborators: {
    convert: (value, from, to) => {
      if (from === 'mmol/L' && to === 'mg/dL') return multiply(value, EIGHTEEN);
      if (from === 'mg/dL' && to === 'mmol/L') return divide(value, EIGHTEEN);
      return collaborators.convert(value, from, to);
    },
  },
};
