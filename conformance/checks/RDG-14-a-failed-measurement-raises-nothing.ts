import { check } from './check.ts';

export const checkRDG14 = check({
  requirement: 'RDG-14',
  sentence: 'A failed measurement is filed without a value, and raises nothing',
  factor: 'whether the meter gave a value',
  acts: [
    { at: 'd1 08:00', order: { measure: 'glucose', limits: { reference: { low: 70, high: 180 } } } },
    { order: { measure: 'weight', limits: { reference: { low: 50, high: 100 } } } },
    { at: '+5min', grant: { measure: 'glucose' } },
    { grant: { measure: 'weight' } },
    { at: 'd1 09:00', reading: { value: 'failed' } },
    { at: 'd1 10:00', reading: { value: '69 mg/dL' } },
    { at: 'd1 11:00', reading: { value: 'failed', measure: 'weight' } },
    { at: 'd1 12:00', reading: { value: '49.0 kg' } },
  ],
});
