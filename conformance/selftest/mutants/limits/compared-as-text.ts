import { collaborators } from '../../../../reference-impl/collaborators.ts';
import { decimalText } from '../../../../reference-impl/limits/fraction.ts';
import type { Mutant } from '../../mutant.ts';

export const comparedAsText: Mutant = {
  name: 'compared-as-text',
  defect: 'numbers are compared letter by letter: 120 comes before 70',
  requirement: 'LIM-01',
  collaborators: {
    beyond: (value, interval, side) => {
      const bound = interval[side];
      if (bound === undefined || interval.tier !== 'reference') return collaborators.beyond(value, interval, side);
      return side === 'high' ? decimalText(value) > bound : decimalText(value) < bound;
    },
  },
};
