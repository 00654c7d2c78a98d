import { fractionOf } from '../../../../reference-impl/limits/fraction.ts';
import type { Mutant } from '../../mutant.ts';

export const convertedAndCut: Mutant = {
  name: 'converted-and-cut',
  defect: 'a converted value is cut to whole mg/dL, not rounded',
  requirement: 'RDG-07',
  collaborators: {
    comparable: (quantity, order, use) => {
      const { n, d } = use.convert(fractionOf(quantity.value), quantity.unit, order.unit);
      return quantity.unit === 'mmol/L' ? { n: n / d, d: 1n } : { n, d };
    },
  },
};
