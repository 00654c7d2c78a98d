import { GATT, type SenderCheck } from './check.ts';

export const SND_19: SenderCheck = {
  requirement: 'SND-19',
  title: 'No number is made up',
  twin: 'HI, LO, a failed strip, and a number',
  sources: GATT,
  acts: [
    { permit: 'glucose' },
    { show: { name: 'high', value: 'HI mg/dL' } },
    { show: { name: 'low', value: 'LO mg/dL' } },
    { show: { name: 'failed', value: 'failed mg/dL' } },
    { show: { name: 'fine', value: '140 mg/dL' } },
  ],
};
