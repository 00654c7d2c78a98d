import { collaborators } from '../../../../reference-impl/collaborators.ts';
import { add, fractionOf } from '../../../../reference-impl/limits/fraction.ts';
import type { Mutant } from '../../mutant.ts';

export const oneUnitOfGrace: Mutant = {
  name: 'one-unit-of-grace',
  defect: 'a value one unit beyond the limit is let pass',
  requirement: 'LIM-02',
  collaborators: {
    beyond: (value, interval, side) => {
      const grace = fractionOf(interval.tier === 'reference' ? (side === 'high' ? '-1' : '1') : '0');
      return collaborators.beyond(add(value, grace), interval, side);
    },
  },
};
