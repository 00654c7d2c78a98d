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
    // Most samples of a store have no sync identifier.
    { show: { name: 'c', value: '127 mg/dL', anonymous: true } },
    { show: { name: 'd', value: '139 mg/dL', anonymous: true } },
  ],
};
