import { check } from './check.ts';

export const checkALR26 = check({
  requirement: 'ALR-26',
  sentence: 'An alert names the patient, order, reading, interpretation and recipient of its item',
  factor: 'whose reading it is, by whose order and for whom',
  patients: ['anna', 'berta'],
  acts: [
    {
      at: 'd1 08:00',
      order: {
        measure: 'glucose',
        limits: { reference: { low: 70, high: 180 }, critical: { high: 300 } },
        patient: 'anna',
        responsible: 'responsible',
        requester: 'other',
      },
    },
    {
      at: '+1min',
      order: {
        measure: 'glucose',
        limits: { reference: { low: 70, high: 180 }, critical: { high: 300 } },
        patient: 'berta',
        responsible: 'other',
        requester: 'responsible',
      },
    },
    { at: '+5min', grant: { patient: 'anna', measure: 'glucose' } },
    { at: '+1min', grant: { patient: 'berta', measure: 'glucose' } },
    { alerts: { patient: 'anna' } },
    { alerts: { patient: 'berta' } },
    { at: 'd1 09:00', reading: { value: '212 mg/dL', patient: 'anna' } },
    { at: '+1min', reading: { value: '61 mg/dL', patient: 'berta' } },
    { at: '+1min', reading: { value: '305 mg/dL', patient: 'anna' } },
    { at: '+1min', reading: { value: '213 mg/dL', patient: 'berta' } },
  ],
});
