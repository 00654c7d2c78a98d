import { ANY, type SenderCheck } from './check.ts';

export const SND_22: SenderCheck = {
  requirement: 'SND-22',
  title: 'What arrives can be read',
  twin: 'both measures, in the unit of each',
  sources: ANY,
  acts: [
    { permit: 'glucose' },
    { permit: 'weight' },
    { show: { name: 'glucose', value: '143 mg/dL' } },
    { show: { name: 'weight', value: '79.4 kg' } },
  ],
};
