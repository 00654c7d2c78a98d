import { ANY, type SenderCheck } from './check.ts';

export const SND_17: SenderCheck = {
  requirement: 'SND-17',
  title: 'The refused is not repeated',
  twin: 'turned away, and taken',
  sources: ANY,
  acts: [
    { permit: 'glucose' },
    { refuse: 'bad' },
    { show: { name: 'bad', value: '119 mg/dL' } },
    { show: { name: 'good', value: '125 mg/dL' } },
  ],
};
