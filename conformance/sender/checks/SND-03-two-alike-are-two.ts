import { ANY, type SenderCheck } from './check.ts';

export const SND_03: SenderCheck = {
  requirement: 'SND-03',
  title: 'Two alike are two',
  twin: 'two measurements of one value, at two instants, and one whose number comes again after a reset',
  sources: ANY,
  acts: [
    { permit: 'glucose' },
    { show: { name: 'noon', value: '120 mg/dL' } },
    { show: { name: 'quarter', value: '120 mg/dL' } },
    { reset: true },
    { show: { name: 'anew', value: '134 mg/dL' } },
  ],
};
