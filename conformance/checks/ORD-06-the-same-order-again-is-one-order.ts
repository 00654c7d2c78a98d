import { check } from './check.ts';

export const checkORD06 = check({
  requirement: 'ORD-06',
  sentence: 'The same order sent again does not become a second one',
  factor: 'whether the second order has a number of its own',
  patients: ['repeated', 'twice'],
  acts: [
    {
      at: 'd1 08:00',
      order: { measure: 'glucose', limits: { reference: { low: 70, high: 180 } }, patient: 'repeated', name: 'first' },
    },
    {
      at: '+0s',
      order: {
        measure: 'glucose',
        limits: { reference: { low: 70, high: 180 } },
        patient: 'repeated',
        name: 'again',
        identifierOf: 'first',
      },
    },
    {
      at: '+1min',
      order: { measure: 'glucose', limits: { reference: { low: 70, high: 180 } }, patient: 'twice', name: 'first' },
    },
    {
      at: '+0s',
      order: { measure: 'glucose', limits: { reference: { low: 70, high: 180 } }, patient: 'twice', name: 'second' },
    },
    { at: '+5min', grant: { patient: 'repeated', measure: 'glucose' } },
    { at: '+1min', grant: { patient: 'twice', measure: 'glucose' } },
    { at: 'd1 09:00', reading: { value: '250 mg/dL', patient: 'repeated' } },
    { at: '+1min', reading: { value: '250 mg/dL', patient: 'twice' } },
  ],
});
