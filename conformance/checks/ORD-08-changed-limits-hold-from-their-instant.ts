import { check } from './check.ts';

export const checkORD08 = check({
  requirement: 'ORD-08',
  sentence: 'Changed limits hold for readings from their instant on, and leave earlier ones alone',
  factor: 'whether the reading is effective before or after the change',
  acts: [
    { at: 'd1 08:00', order: { measure: 'glucose', limits: { reference: { high: 160 } } } },
    { at: '+5min', grant: { measure: 'glucose' } },
    { at: 'd1 09:00', reading: { value: '180 mg/dL' } },
    { at: 'd1 12:00', change: { limits: { reference: { high: 200 } }, effectiveFrom: '+0s' } },
    { at: 'd1 13:00', reading: { value: '180 mg/dL' } },
    { at: 'd1 14:00', reading: { value: '201 mg/dL' } },
    { at: 'd1 15:00', read: { measure: 'glucose' } },
  ],
});
