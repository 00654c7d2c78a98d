import { check } from './check.ts';

export const checkORD05 = check({
  requirement: 'ORD-05',
  sentence: 'An order whose low bound is not below its high bound, or whose unit does not fit, is refused',
  factor: 'the order of the two bounds, or their unit',
  patients: ['sound', 'contradictory', 'unfit'],
  acts: [
    { at: 'd1 08:00', order: { measure: 'glucose', limits: { reference: { low: 70, high: 180 } }, patient: 'sound' } },
    {
      at: '+1min',
      order: { measure: 'glucose', limits: { reference: { low: 180, high: 70 } }, patient: 'contradictory' },
    },
    {
      at: '+1min',
      order: { measure: 'glucose', unit: 'kg', limits: { reference: { low: 70, high: 180 } }, patient: 'unfit' },
    },
    { at: '+5min', grant: { patient: 'sound', measure: 'glucose' } },
    { at: '+1min', grant: { patient: 'contradictory', measure: 'glucose' } },
    { at: 'd1 09:00', reading: { value: '250 mg/dL', patient: 'sound' } },
    { at: '+1min', reading: { value: '250 mg/dL', patient: 'contradictory' } },
  ],
});
