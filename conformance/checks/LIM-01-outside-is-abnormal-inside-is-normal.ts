import { check } from './check.ts';

export const checkLIM01 = check({
  requirement: 'LIM-01',
  sentence: 'Above the high bound is H, below the low bound is L, between is N',
  factor: 'on which side of a bound the value lies',
  acts: [
    { at: 'd1 08:00', order: { measure: 'glucose', limits: { reference: { low: 70, high: 180 } } } },
    { at: '+5min', grant: { measure: 'glucose' } },
    { at: 'd1 09:00', reading: { value: '212 mg/dL' } },
    { at: '+1h', reading: { value: '120 mg/dL' } },
    { at: '+1h', reading: { value: '55 mg/dL' } },
    { read: { measure: 'glucose' } },
  ],
});
