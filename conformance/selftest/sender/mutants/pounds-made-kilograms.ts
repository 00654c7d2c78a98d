import type { SenderMutant } from '../sender-mutant.ts';

const KG_A_POUND = 0.45359237;

export const poundsMadeKilograms: SenderMutant = {
  name: 'pounds-made-kilograms',
  defect: 'what a scale or store shows in pounds is converted to kilograms',
  requirement: 'SND-05',
  also: ['SND-04'],
  make: () => ({
    outgoing: (reading) => {
      const { result } = reading;
      if (result.kind !== 'value' || result.quantity.unit !== '[lb_av]') return reading;
      const value = (Number(result.quantity.value) * KG_A_POUND).toFixed(1);
      return { ...reading, result: { kind: 'value', quantity: { value, unit: 'kg' } } };
    },
  }),
};
