import { ANY, type SenderCheck } from './check.ts';

export const SND_25: SenderCheck = {
  requirement: 'SND-25',
  title: 'Only what was ordered',
  twin: 'the measure, and the time',
  sources: ANY,
  measures: ['glucose'],
  acts: [
    { permit: 'glucose' },
    { permit: 'weight' },
    { show: { name: 'weight', value: '80.0 kg' } },
    { show: { name: 'old', value: '113 mg/dL', measured: '2035-02-20T09:00:00-05:00' } },
    { show: { name: 'glucose', value: '113 mg/dL' } },
  ],
};
