import { check } from './check.ts';

export const checkPRM07 = check({
  requirement: 'PRM-07',
  sentence: 'A permission that was granted again admits again',
  factor: 'whether the withdrawal still stands',

  acts: [
    { at: 'd1 08:00', order: { measure: 'glucose', limits: { reference: { low: 70, high: 180 } } } },
    { at: '+5min', grant: { measure: 'glucose' } },
    { at: 'd1 09:00', withdraw: { measure: 'glucose' } },
    { at: 'd1 10:00', reading: { value: '250 mg/dL' } },
    { at: 'd1 11:00', grant: { measure: 'glucose' } },
    { at: 'd1 12:00', reading: { value: '250 mg/dL' } },
  ],
});
