import { LOINC_FOR_UNIT } from '../../../../contract/codes/measures.ts';
import type { SenderMutant } from '../sender-mutant.ts';

export const poundsForKilograms: SenderMutant = {
  name: 'pounds-for-kilograms',
  defect: 'a weight in kilograms is sent as if it were pounds',
  requirement: 'SND-05',
  also: ['SND-04'],
  make: () => ({
    outgoing: (reading) =>
      reading.result.kind === 'value' && reading.result.quantity.unit === 'kg'
        ? {
            ...reading,
            code: LOINC_FOR_UNIT['[lb_av]'],
            result: { kind: 'value', quantity: { value: reading.result.quantity.value, unit: '[lb_av]' } },
          }
        : reading,
  }),
};
