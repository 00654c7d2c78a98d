import { collaborators } from '../../../../reference-impl/collaborators.ts';
import type { Mutant } from '../../mutant.ts';

export const millimolesReadAsMilligrams: Mutant = {
  name: 'millimoles-read-as-milligrams',
  defect: 'mmol/L is compared with a limit in mg/dL as if it were mg/dL',
  requirement: 'RDG-07',
  collaborators: {
    convert: (value, from, to) =>
      from === 'mmol/L' && to === 'mg/dL' ? value : collaborators.convert(value, from, to),
  },
};
