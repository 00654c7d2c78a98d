import { ANY, type SenderCheck } from './check.ts';

export const SND_16: SenderCheck = {
  requirement: 'SND-16',
  title: 'The unanswered is sent again',
  twin: 'answered, and cut off',
  sources: ANY,
  acts: [
    { permit: 'glucose' },
    { outage: 'cut' },
    { show: { name: 'unsure', value: '171 mg/dL' } },
    { restore: true },
    { show: { name: 'next', value: '165 mg/dL' } },
  ],
};
