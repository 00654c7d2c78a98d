import type { SenderMutant } from '../sender-mutant.ts';

export const loIs20: SenderMutant = {
  name: 'lo-is-20',
  defect: 'makes a number of LO',
  requirement: 'SND-19',
  make: () => ({
    outgoing: (reading) =>
      reading.result.kind === 'off-scale' && reading.result.direction === 'low'
        ? { ...reading, result: { kind: 'value', quantity: { value: '20', unit: 'mg/dL' } } }
        : reading,
  }),
};
