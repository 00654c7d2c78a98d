import { STORES, type SenderCheck } from './check.ts';

export const SND_13: SenderCheck = {
  requirement: 'SND-13',
  title: 'Deletions are passed on',
  twin: 'one sample deleted, the other not; with a sync identifier, and without; of each kind; and while it waits',
  sources: STORES,
  acts: [
    { permit: 'glucose' },
    { permit: 'weight' },
    { show: { name: 'gone', value: '240 mg/dL' } },
    { show: { name: 'stays', value: '110 mg/dL' } },
    { delete: 'gone' },
    { show: { name: 'nameless', value: '236 mg/dL', anonymous: true } },
    { delete: 'nameless' },
    { show: { name: 'heavy', value: '97.1 kg' } },
    { delete: 'heavy' },
    // Nobody has it yet: it stays away, or is told and taken back.
    { outage: 'unavailable' },
    { show: { name: 'waiting', value: '228 mg/dL' } },
    { delete: 'waiting' },
    { restore: true },
  ],
};
