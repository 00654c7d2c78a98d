import { ANY, type SenderCheck } from './check.ts';

export const SND_01: SenderCheck = {
  requirement: 'SND-01',
  title: 'Every measurement arrives once',
  twin: 'what was shown, and what never was',
  sources: ANY,
  acts: [
    { permit: 'glucose' },
    { permit: 'weight' },
    { show: { name: 'a', value: '112 mg/dL' } },
    { show: { name: 'b', value: '145 mg/dL' } },
    { show: { name: 'c', value: '80.5 kg' } },
  ],
};
