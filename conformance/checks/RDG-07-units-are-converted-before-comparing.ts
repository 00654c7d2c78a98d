import { check } from './check.ts';

/** 10.0 mmol/L is 180.156 mg/dL, rounded 180: not over 180. 9.3 is 167.5, rounded 168; with a factor of 18 it would be 167. */
export const checkRDG07 = check({
  requirement: 'RDG-07',
  sentence: 'A reading in mmol/L is compared with a limit in mg/dL by the exact factor, rounded to the limit',
  factor: 'one tenth of a mmol/L across the limit',
  patients: ['rounding', 'factor', 'other-way'],
  acts: [
    {
      at: 'd1 08:00',
      order: { measure: 'glucose', limits: { reference: { low: 70, high: 180 } }, patient: 'rounding' },
    },
    { at: '+1min', order: { measure: 'glucose', limits: { reference: { high: 167 } }, patient: 'factor' } },
    {
      order: {
        measure: 'glucose',
        unit: 'mmol/L',
        limits: { reference: { low: '3.9', high: '10.0' } },
        patient: 'other-way',
      },
    },
    { at: '+5min', grant: { patient: 'rounding', measure: 'glucose' } },
    { at: '+1min', grant: { patient: 'factor', measure: 'glucose' } },
    { grant: { patient: 'other-way', measure: 'glucose' } },
    { at: 'd1 09:00', reading: { value: '10.0 mmol/L', patient: 'rounding' } },
    { at: '+1h', reading: { value: '10.1 mmol/L', patient: 'rounding' } },
    { at: '+1h', reading: { value: '3.9 mmol/L', patient: 'rounding' } },
    { at: '+1h', reading: { value: '3.8 mmol/L', patient: 'rounding' } },
    { at: '+1h', reading: { value: '9.2 mmol/L', patient: 'factor' } },
    { at: '+1h', reading: { value: '9.3 mmol/L', patient: 'factor' } },
    { at: '+1h', reading: { value: '181 mg/dL', patient: 'other-way' } },
    { at: '+1h', reading: { value: '182 mg/dL', patient: 'other-way' } },
  ],
});
