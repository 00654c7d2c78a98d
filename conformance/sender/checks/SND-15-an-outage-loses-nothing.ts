import { ANY, type SenderCheck } from './check.ts';

export const SND_15: SenderCheck = {
  requirement: 'SND-15',
  title: 'An outage loses nothing',
  twin: 'shown before, during and after',
  sources: ANY,
  acts: [
    { permit: 'glucose' },
    { show: { name: 'before', value: '100 mg/dL' } },
    { outage: 'unavailable' },
    { show: { name: 'during', value: '150 mg/dL' } },
    { show: { name: 'during-too', value: '160 mg/dL' } },
    { restore: true },
    { show: { name: 'after', value: '110 mg/dL' } },
  ],
};
