import { check } from './check.ts';

export const checkORD05 = check({
  requirement: 'ORD-05',
  sentence: 'An order whose low bound is not below its high bound, or whose unit does not fit, is refused',
  factor: 'the order of the two bounds, or their unit',
  patients: ['sound', 'contradictory', 'equal', 'critical', 'unfit'],
  acts: [
    { at: 'd1 08:00', order: { measure: 'glucose', limits: { reference: { low: 70, high: 180 } }, patient: 'sound' } },
    {
      at: '+1min',
      order: { measure: 'glucose', limits: { reference: { low: 180, high: 70 } }, patient: 'contradictory' },
    },
    { order: { measure: 'glucose', limits: { reference: { low: 100, high: 100 } }, patient: 'equal' } },
    {
      order: {
        measure: 'glucose',
        limits: { reference: { low: 70, high: 180 }, critical: { low: 300, high: 54 } },
        patient: 'critical',
      },
    },
    {
      at: '+1min',
      order: { measure: 'glucose', unit: 'kg', limits: { reference: { low: 70, high: 180 } }, patient: 'unfit' },
    },
    { at: '+5min', grant: { patient: 'sound', measure: 'glucose' } },
    { at: '+1min', grant: { patient: 'contradictory', measure: 'glucose' } },
    { at: 'd1 09:00', reading: { value: '250 mg/dL', patient: 'sound' } },
    { at: '+1min', reading: { value: '250 mg/dL', patient: 'contradictory' } },
    { at: 'd1 10:00', change: { limits: { reference: { low: 180, high: 70 } }, patient: 'sound' } },
    { at: 'd1 11:00', reading: { value: '251 mg/dL', patient: 'sound' } },
  ],
});
