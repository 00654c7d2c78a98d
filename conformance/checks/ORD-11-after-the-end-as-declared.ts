import { check } from './check.ts';

export const checkORD11 = check({
  requirement: 'ORD-11',
  sentence: 'What comes after the end of an order is treated as declared',
  factor: 'whether the reading was measured before the end or after it',
  acts: [
    { at: 'd1 08:00', order: { measure: 'glucose', limits: { reference: { low: 70, high: 180 } }, end: 'd1 12:00' } },
    { at: '+5min', grant: { measure: 'glucose' } },
    { at: 'd1 10:00', reading: { value: '250 mg/dL' } },
    { at: 'd1 13:00', reading: { value: '250 mg/dL', effective: 'd1 11:59' } },
    { at: 'd1 13:10', reading: { value: '250 mg/dL', effective: 'd1 12:01' } },
  ],
});
