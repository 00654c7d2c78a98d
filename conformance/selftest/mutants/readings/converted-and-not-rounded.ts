import { fractionOf } from '../../../../reference-impl/limits/fraction.ts';
import type { Mutant } from '../../mutant.ts';

export const convertedAndNotRounded: Mutant = {
  name: 'converted-and-not-rounded',
  defect: 'a converted value is compared with all its decimals',
  requirement: 'RDG-07',
  collaborators: {
    comparable: (quantity, order, use) => use.convert(fractionOf(quantity.value), quantity.unit, order.unit),
  },
};
