import { ANY, type SenderCheck } from './check.ts';

export const SND_09: SenderCheck = {
  requirement: 'SND-09',
  title: 'Before permission nothing',
  twin: 'shown before and after the grant',
  sources: ANY,
  acts: [
    { show: { name: 'early', value: '111 mg/dL' } },
    { permit: 'glucose' },
    { show: { name: 'later', value: '115 mg/dL' } },
  ],
};
