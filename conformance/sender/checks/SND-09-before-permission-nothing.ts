import { ANY, type SenderCheck } from './check.ts';

export const SND_09: SenderCheck = {
  requirement: 'SND-09',
  title: 'Before permission nothing',
  twin: 'shown before and after the grant, of each kind, and after a grant that followed a withdrawal',
  sources: ANY,
  acts: [
    { show: { name: 'early', value: '111 mg/dL' } },
    { permit: 'glucose' },
    { show: { name: 'unasked', value: '80.3 kg' } },
    { show: { name: 'later', value: '115 mg/dL' } },
    // Who has withdrawn may permit again.
    { permit: 'weight' },
    { withdraw: 'weight' },
    { show: { name: 'between', value: '80.6 kg' } },
    { permit: 'weight' },
    { show: { name: 'anew', value: '80.4 kg' } },
  ],
};
