import { STORES, type SenderCheck } from './check.ts';

export const SND_12: SenderCheck = {
  requirement: 'SND-12',
  title: 'Corrections are passed on',
  twin: 'one sample changed, and once more; the other not',
  sources: STORES,
  acts: [
    { permit: 'glucose' },
    { show: { name: 'wrong', value: '212 mg/dL', context: 'post-meal' } },
    { show: { name: 'right', value: '118 mg/dL' } },
    { correct: { of: 'wrong', value: '121 mg/dL' } },
    { correct: { of: 'wrong', value: '127 mg/dL' } },
  ],
};
