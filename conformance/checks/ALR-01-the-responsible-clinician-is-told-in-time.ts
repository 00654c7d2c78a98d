import { check } from './check.ts';

export const checkALR01 = check({
  requirement: 'ALR-01',
  sentence: 'An abnormal reading reaches the In Basket of the responsible clinician or pool in time',
  factor: 'who is responsible',
  patients: ['of-clinician', 'of-pool'],
  acts: [
    {
      at: 'd1 08:00',
      order: { measure: 'glucose', limits: { reference: { low: 70, high: 180 } }, patient: 'of-clinician' },
    },
    {
      at: '+1min',
      order: {
        measure: 'glucose',
        limits: { reference: { low: 70, high: 180 } },
        patient: 'of-pool',
        responsible: 'pool',
      },
    },
    { at: '+5min', grant: { patient: 'of-clinician', measure: 'glucose' } },
    { at: '+1min', grant: { patient: 'of-pool', measure: 'glucose' } },
    { at: 'd1 09:00', reading: { value: '212 mg/dL', patient: 'of-clinician', name: 'high' } },
    { at: '+1min', reading: { value: '212 mg/dL', patient: 'of-pool' } },
    { at: '+1min', seen: { reading: 'high', patient: 'of-clinician' } },
    { at: '+1min', reading: { value: '55 mg/dL', patient: 'of-clinician' } },
    { at: '+1min', reading: { value: '120 mg/dL', patient: 'of-clinician' } },
  ],
});
