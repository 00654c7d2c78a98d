import type { SenderMutant } from '../sender-mutant.ts';

export const glucoseComesWithWeight: SenderMutant = {
  name: 'glucose-comes-with-weight',
  defect: 'whoever permits weight has permitted glucose as well',
  requirement: 'SND-10',
  also: ['SND-09'],
  make: () => ({
    mayLeave: ({ measure }, granted) => granted.has(measure) || (measure === 'glucose' && granted.has('weight')),
  }),
};
