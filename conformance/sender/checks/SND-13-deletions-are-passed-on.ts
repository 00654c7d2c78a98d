import { STORES, type SenderCheck } from './check.ts';

export const SND_13: SenderCheck = {
  requirement: 'SND-13',
  title: 'Deletions are passed on',
  twin: 'one sample deleted, the other not; with a sync identifier, and without',
  sources: STORES,
  acts: [
    { permit: 'glucose' },
    { show: { name: 'gone', value: '240 mg/dL' } },
    { show: { name: 'stays', value: '110 mg/dL' } },
    { delete: 'gone' },
    { show: { name: 'nameless', value: '236 mg/dL', anonymous: true } },
    { delete: 'nameless' },
  ],
};
