import { GATT, type SenderCheck } from './check.ts';

export const SND_26: SenderCheck = {
  requirement: 'SND-26',
  title: 'An interrupted transfer goes on',
  twin: 'over a connection that held, and one that broke',
  sources: GATT,
  acts: [
    { permit: 'glucose' },
    { show: { name: 'first', value: '107 mg/dL' } },
    { show: { name: 'torn', value: '127 mg/dL', context: 'post-meal', broken: true } },
    { again: true },
  ],
};
