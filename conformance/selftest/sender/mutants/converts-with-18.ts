import type { SenderMutant } from '../sender-mutant.ts';
import { inMgDl } from '../with-value.ts';

export const convertsWith18: SenderMutant = {
  name: 'converts-with-18',
  defect: 'sends every glucose in mg/dL, by a factor of 18',
  requirement: 'SND-05',
  also: ['SND-04'],
  make: () => ({ outgoing: (reading) => inMgDl(reading) }),
};
