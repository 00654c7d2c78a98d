import { check } from './check.ts';

export const checkLIM02 = check({
  requirement: 'LIM-02',
  sentence: 'A value equal to a limit is normal, unless the order includes the limit',
  factor: 'one unit across the limit, or whether the order includes it',
  patients: ['strict', 'inclusive'],
  acts: [
    { at: 'd1 08:00', order: { measure: 'glucose', limits: { reference: { low: 70, high: 180 } }, patient: 'strict' } },
    {
      at: '+1min',
      order: {
        measure: 'glucose',
        limits: { reference: { low: 70, high: 180, inclusive: 'both' } },
        patient: 'inclusive',
      },
    },
    { at: '+5min', grant: { patient: 'strict', measure: 'glucose' } },
    { at: '+1min', grant: { patient: 'inclusive', measure: 'glucose' } },
    { at: 'd1 09:00', reading: { value: '180 mg/dL', patient: 'strict' } },
    { at: '+1h', reading: { value: '181 mg/dL', patient: 'strict' } },
    { at: '+1h', reading: { value: '70 mg/dL', patient: 'strict' } },
    { at: '+1h', reading: { value: '69 mg/dL', patient: 'strict' } },
    { at: '+1h', reading: { value: '180 mg/dL', patient: 'inclusive' } },
    { at: '+1h', reading: { value: '179 mg/dL', patient: 'inclusive' } },
    { at: '+1h', reading: { value: '70 mg/dL', patient: 'inclusive' } },
    { at: '+1h', reading: { value: '71 mg/dL', patient: 'inclusive' } },
  ],
});
