import { ANY, type SenderCheck } from './check.ts';

export const SND_04: SenderCheck = {
  requirement: 'SND-04',
  title: 'The number keeps its digits',
  twin: '7.0 with its zero, 112 without one, and 6.85 with both its decimals',
  sources: ANY,
  acts: [
    { permit: 'glucose' },
    { show: { name: 'moles', value: '7.0 mmol/L' } },
    { show: { name: 'mass', value: '112 mg/dL' } },
    { show: { name: 'finer', value: '6.85 mmol/L' } },
  ],
};
