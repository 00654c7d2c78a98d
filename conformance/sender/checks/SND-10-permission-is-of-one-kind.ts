import { ANY, type SenderCheck } from './check.ts';

export const SND_10: SenderCheck = {
  requirement: 'SND-10',
  title: 'A permission is of one kind',
  twin: 'the kind of data',
  sources: ANY,
  acts: [
    { permit: 'weight' },
    { show: { name: 'weight', value: '79.9 kg' } },
    { show: { name: 'glucose', value: '190 mg/dL' } },
  ],
};
