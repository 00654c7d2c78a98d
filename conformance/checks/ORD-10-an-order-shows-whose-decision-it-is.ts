import { check } from './check.ts';

const order = { measure: 'glucose', limits: { reference: { high: 180 } }, requester: 'other' } as const;

export const checkORD10 = check({
  requirement: 'ORD-10',
  sentence: 'An order shows its start, its end, who wrote it, who is responsible, and why',
  factor: 'whether a reason was stated',
  patients: ['with', 'another', 'without'],
  acts: [
    { at: 'd1 08:00', order: { ...order, patient: 'with', reason: 'E11.65' } },
    { order: { ...order, patient: 'another', reason: 'E10.9' } },
    { order: { ...order, patient: 'without' } },
    { at: '+5min', read: { patient: 'with', order: 'glucose' } },
    { read: { patient: 'another', order: 'glucose' } },
    { read: { patient: 'without', order: 'glucose' } },
    { at: '+1h', change: { patient: 'with', end: '+30d', responsible: 'fourth' } },
    { at: '+5min', read: { patient: 'with', order: 'glucose' } },
  ],
});
