import { GATT, type SenderCheck } from './check.ts';

export const SND_14: SenderCheck = {
  requirement: 'SND-14',
  title: 'Control solution stays away',
  twin: 'what was on the strip',
  sources: GATT,
  acts: [
    { permit: 'glucose' },
    { show: { name: 'liquid', value: '320 mg/dL', control: true } },
    { show: { name: 'blood', value: '104 mg/dL' } },
  ],
};
