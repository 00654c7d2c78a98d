import { check } from './check.ts';

export const checkRDG14 = check({
  requirement: 'RDG-14',
  sentence: 'A failed measurement is filed without a value, and raises nothing',
  factor: 'whether the meter gave a value',
  acts: [
    { at: 'd1 08:00', order: { measure: 'glucose', limits: { reference: { low: 70, high: 180 } } } },
    { at: '+5min', grant: { measure: 'glucose' } },
    { at: 'd1 09:00', reading: { value: 'failed' } },
    { at: 'd1 10:00', reading: { value: '69 mg/dL' } },
  ],
});
