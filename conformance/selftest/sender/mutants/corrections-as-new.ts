import type { SenderMutant } from '../sender-mutant.ts';

export const correctionsAsNew: SenderMutant = {
  name: 'corrections-as-new',
  defect: 'sends a correction as if it were a first version',
  requirement: 'SND-12',
  also: ['SND-01', 'SND-22'],
  make: () => ({ statusOf: () => 'final' }),
};
