import { compare, fractionOf } from '../../../reference-impl/limits/fraction.ts';
import type { Mutant } from '../mutant.ts';

export const inclusiveComparison: Mutant = {
  name: 'inclusive-comparison',
  defect: 'a value equal to a limit counts as beyond it',
  requirement: 'LIM-02',
  collaborators: {
    beyond: (value, interval, side) => {
      const bound = interval[side];
      return bound !== undefined && compare(value, fractionOf(bound)) * (side === 'high' ? 1 : -1) >= 0;
    },
  },
};
