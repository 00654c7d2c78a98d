import { GATT, type SenderCheck } from './check.ts';

export const SND_08: SenderCheck = {
  requirement: 'SND-08',
  title: "The patient is the phone's",
  twin: 'who stood on the scale',
  sources: GATT,
  acts: [
    { permit: 'weight' },
    { show: { name: 'own', value: '80.5 kg' } },
    { show: { name: 'spouse', value: '62.0 kg', other: true } },
    { show: { name: 'somebody', value: '71.3 kg', other: 'unknown' } },
    { show: { name: 'later', value: '80.7 kg' } },
  ],
};
