import { ANY, type SenderCheck } from './check.ts';

export const SND_05: SenderCheck = {
  requirement: 'SND-05',
  title: 'The unit is the shown one',
  twin: 'two units of each measure',
  sources: ANY,
  acts: [
    { permit: 'glucose' },
    { permit: 'weight' },
    { show: { name: 'moles', value: '8.4 mmol/L' } },
    { show: { name: 'mass', value: '151 mg/dL' } },
    { show: { name: 'weight', value: '81.2 kg' } },
    { show: { name: 'pounds', value: '178.4 [lb_av]' } },
  ],
};
