import { GATT, type SenderCheck } from './check.ts';

export const SND_18: SenderCheck = {
  requirement: 'SND-18',
  title: 'The whole memory again makes nothing twice',
  twin: 'old and new in one memory',
  sources: GATT,
  acts: [
    { permit: 'glucose' },
    { show: { name: 'one', value: '98 mg/dL' } },
    { show: { name: 'two', value: '105 mg/dL' } },
    { again: true },
    { show: { name: 'three', value: '111 mg/dL' } },
  ],
};
