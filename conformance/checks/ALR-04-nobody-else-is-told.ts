import { check } from './check.ts';

export const checkALR04 = check({
  requirement: 'ALR-04',
  sentence: "An item lies in no In Basket but that of the order's recipient",
  factor: 'who is responsible, while another one requests',
  patients: ['anna', 'berta'],
  acts: [
    {
      at: 'd1 08:00',
      order: {
        measure: 'glucose',
        limits: { reference: { low: 70, high: 180 } },
        patient: 'anna',
        responsible: 'responsible',
        requester: 'other',
      },
    },
    {
      at: '+1min',
      order: {
        measure: 'glucose',
        limits: { reference: { low: 70, high: 180 } },
        patient: 'berta',
        responsible: 'other',
        requester: 'responsible',
      },
    },
    { at: '+5min', grant: { patient: 'anna', measure: 'glucose' } },
    { at: '+1min', grant: { patient: 'berta', measure: 'glucose' } },
    { at: 'd1 09:00', reading: { value: '212 mg/dL', patient: 'anna' } },
    { at: '+1min', reading: { value: '213 mg/dL', patient: 'berta' } },
    { at: '+1min', reading: { value: '120 mg/dL', patient: 'berta' } },
  ],
});
