import { collaborators } from '../../../../reference-impl/collaborators.ts';
import { fractionOf, multiply } from '../../../../reference-impl/limits/fraction.ts';
import type { Mutant } from '../../mutant.ts';

export const poundIs45Hundredths: Mutant = {
  name: 'pound-is-45-hundredths',
  defect: 'a pound is taken for 0.45 kg',
  requirement: 'RDG-08',
  collaborators: {
    convert: (value, from, to) =>
      from === '[lb_av]' && to === 'kg' ? multiply(value, fractionOf('0.45')) : collaborators.convert(value, from, to),
  },
};
