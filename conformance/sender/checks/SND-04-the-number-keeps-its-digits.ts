import { ANY, type SenderCheck } from './check.ts';

export const SND_04: SenderCheck = {
  requirement: 'SND-04',
  title: 'The number keeps its digits',
  twin: '7.0 with its zero, and 112 without one',
  sources: ANY,
  acts: [
    { permit: 'glucose' },
    { show: { name: 'moles', value: '7.0 mmol/L' } },
    { show: { name: 'mass', value: '112 mg/dL' } },
  ],
};
