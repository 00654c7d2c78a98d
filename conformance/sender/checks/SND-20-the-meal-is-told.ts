import { ANY, type SenderCheck } from './check.ts';

export const SND_20: SenderCheck = {
  requirement: 'SND-20',
  title: 'The meal is told',
  twin: 'before a meal, after one, and without one',
  sources: ANY,
  acts: [
    { permit: 'glucose' },
    { show: { name: 'hungry', value: '98 mg/dL', context: 'pre-meal' } },
    { show: { name: 'lunch', value: '180 mg/dL', context: 'post-meal' } },
    { show: { name: 'plain', value: '130 mg/dL' } },
  ],
};
