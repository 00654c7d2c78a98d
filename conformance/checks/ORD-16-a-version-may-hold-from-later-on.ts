import { check } from './check.ts';

export const checkORD16 = check({
  requirement: 'ORD-16',
  sentence: 'A change that names a later instant holds from then on, and not before',
  factor: 'whether the reading is effective before that instant or after it',

  acts: [
    { at: 'd1 08:00', order: { measure: 'glucose', limits: { reference: { high: 160 } } } },
    { at: '+5min', grant: { measure: 'glucose' } },
    { at: 'd1 09:00', change: { limits: { reference: { high: 200 } }, effectiveFrom: 'd1 12:00' } },
    { at: 'd1 11:00', reading: { value: '180 mg/dL' } },
    { at: 'd1 13:00', reading: { value: '180 mg/dL' } },
    { at: 'd1 14:00', reading: { value: '201 mg/dL' } },
  ],
});
