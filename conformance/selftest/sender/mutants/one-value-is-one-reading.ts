import type { SenderMutant } from '../sender-mutant.ts';

export const oneValueIsOneReading: SenderMutant = {
  name: 'one-value-is-one-reading',
  defect: 'takes two equal values for one measurement',
  requirement: 'SND-03',
  also: ['SND-01', 'SND-02', 'SND-06'],
  make: () => ({
    nameOf: ({ measure, result }) => `${measure} ${result.kind === 'value' ? result.quantity.value : result.kind}`,
  }),
};
