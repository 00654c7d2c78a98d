import { ANY, type SenderCheck } from './check.ts';

export const SND_24: SenderCheck = {
  requirement: 'SND-24',
  title: 'A restart loses nothing',
  twin: 'accepted before it, waiting, and shown after it',
  sources: ANY,
  acts: [
    { permit: 'glucose' },
    { show: { name: 'kept', value: '109 mg/dL' } },
    { outage: 'unavailable' },
    { show: { name: 'waiting', value: '143 mg/dL' } },
    { kill: true },
    { restore: true },
    { show: { name: 'next', value: '131 mg/dL' } },
    // Nothing waits, and the EHR answers: its first message now follows what was accepted from an earlier life.
    { kill: true },
    { show: { name: 'last', value: '137 mg/dL' } },
  ],
};
