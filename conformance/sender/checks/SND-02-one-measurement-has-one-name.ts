import { ANY, type SenderCheck } from './check.ts';

export const SND_02: SenderCheck = {
  requirement: 'SND-02',
  title: 'One measurement has one name',
  twin: 'the same measurement, and another',
  sources: ANY,
  acts: [
    { permit: 'glucose' },
    { show: { name: 'a', value: '112 mg/dL' } },
    { show: { name: 'b', value: '133 mg/dL' } },
  ],
};
