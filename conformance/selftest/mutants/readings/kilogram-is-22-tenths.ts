import { collaborators } from '../../../../reference-impl/collaborators.ts';
import { divide, fractionOf } from '../../../../reference-impl/limits/fraction.ts';
import type { Mutant } from '../../mutant.ts';

export const kilogramIs22Tenths: Mutant = {
  name: 'kilogram-is-22-tenths',
  defect: 'a kilogram is taken for 2.2 pounds',
  requirement: 'RDG-08',
  collaborators: {
    convert: (value, from, to) =>
      from === '[lb_av]' && to === 'kg' ? divide(value, fractionOf('2.2')) : collaborators.convert(value, from, to),
  },
};
