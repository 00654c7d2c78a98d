import { check } from './check.ts';

export const checkORD07 = check({
  requirement: 'ORD-07',
  sentence: 'After an order was revoked a later reading raises no item',
  factor: 'whether the reading is effective before or after the end',
  acts: [
    { at: 'd1 08:00', order: { measure: 'glucose', limits: { reference: { low: 70, high: 180 } } } },
    { at: '+5min', grant: { measure: 'glucose' } },
    { at: 'd1 09:00', reading: { value: '250 mg/dL' } },
    { at: 'd1 12:00', change: { status: 'revoked' } },
    { at: 'd1 13:00', reading: { value: '250 mg/dL' } },
  ],
});
