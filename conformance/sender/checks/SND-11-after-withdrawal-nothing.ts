import { ANY, type SenderCheck } from './check.ts';

export const SND_11: SenderCheck = {
  requirement: 'SND-11',
  title: 'After withdrawal nothing',
  twin: 'shown before and after the withdrawal, and waiting when it came',
  sources: ANY,
  acts: [
    { permit: 'glucose' },
    { permit: 'weight' },
    { show: { name: 'before', value: '120 mg/dL' } },
    { outage: 'unavailable' },
    { show: { name: 'waiting', value: '123 mg/dL' } },
    { withdraw: 'glucose' },
    { restore: true },
    { show: { name: 'after', value: '121 mg/dL' } },
    { show: { name: 'weight', value: '80.1 kg' } },
  ],
};
