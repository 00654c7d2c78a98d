import { STORES, type SenderCheck } from './check.ts';

export const SND_21: SenderCheck = {
  requirement: 'SND-21',
  title: 'What was typed says so',
  twin: 'typed, and from a meter',
  sources: STORES,
  acts: [
    { permit: 'glucose' },
    { show: { name: 'typed', value: '150 mg/dL', typed: true } },
    { show: { name: 'metered', value: '140 mg/dL' } },
  ],
};
