import { ANY, type SenderCheck } from './check.ts';

export const SND_23: SenderCheck = {
  requirement: 'SND-23',
  title: 'A create names its identifier',
  twin: 'none: an update is no create',
  sources: ANY,
  wires: ['fhir'],
  acts: [
    { permit: 'glucose' },
    { show: { name: 'a', value: '117 mg/dL' } },
    { show: { name: 'b', value: '127 mg/dL' } },
  ],
};
