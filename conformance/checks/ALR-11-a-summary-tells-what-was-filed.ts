import { check } from './check.ts';

export const checkALR11 = check({
  requirement: 'ALR-11',
  sentence: 'A summary counts and describes what was filed in its period, once the period is over',
  factor: 'whether the period is over',
  acts: [
    {
      at: 'd1 08:00',
      order: {
        measure: 'glucose',
        limits: { reference: { low: 70, high: 180 }, critical: { high: 300 }, absolute: { high: 600 } },
        rules: [{ kind: 'summary', period: '1 d' }],
      },
    },
    { at: '+5min', grant: { measure: 'glucose' } },
    { at: 'd1 09:00', reading: { value: '100 mg/dL' } },
    { at: 'd1 12:00', reading: { value: '212 mg/dL' } },
    { at: 'd1 18:00', reading: { value: '310 mg/dL' } },
    { at: 'd2 07:59', reading: { value: '121 mg/dL' } },
    { at: 'd2 08:00', reading: { value: '122 mg/dL' } },
    { at: 'd2 09:00', read: { measure: 'glucose' } },
    { at: 'd2 10:00', reading: { value: '9.0 mmol/L' } },
    { at: 'd2 11:00', reading: { value: 'failed' } },
    { at: 'd2 12:00', reading: { value: '700 mg/dL' } },
    { at: 'd3 09:00', read: { measure: 'glucose' } },
    // Of a day on which nothing came.
    { at: 'd4 09:00', read: { measure: 'glucose' } },
  ],
});
