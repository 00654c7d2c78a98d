import type { SenderMutant } from '../sender-mutant.ts';

export const offScaleIs600: SenderMutant = {
  name: 'off-scale-is-600',
  defect: 'makes a number of HI',
  requirement: 'SND-19',
  also: ['SND-01', 'SND-05'],
  make: () => ({
    outgoing: (reading) =>
      reading.result.kind === 'off-scale'
        ? { ...reading, result: { kind: 'value', quantity: { value: '600', unit: 'mg/dL' } } }
        : reading,
  }),
};
