import type { SenderMutant } from '../sender-mutant.ts';

export const everybodyOnTheScale: SenderMutant = {
  name: 'everybody-on-the-scale',
  defect: 'sends whoever stood on the scale',
  requirement: 'SND-08',
  make: () => ({ isPatients: () => true }),
};
