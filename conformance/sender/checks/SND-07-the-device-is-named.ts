import { STORES, type SenderCheck } from './check.ts';

export const SND_07: SenderCheck = {
  requirement: 'SND-07',
  title: 'The device is named, and a typed value names none',
  twin: 'from a meter, and typed',
  sources: STORES,
  acts: [
    { permit: 'glucose' },
    { show: { name: 'metered', value: '140 mg/dL' } },
    { show: { name: 'typed', value: '150 mg/dL', typed: true } },
  ],
};
