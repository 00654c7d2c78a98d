import { check } from './check.ts';

export const checkRDG28 = check({
  requirement: 'RDG-28',
  sentence: 'Under the identifier of another patient’s reading nothing is filed, and nothing told',
  factor: 'whose identifier it is',
  patients: ['jane', 'bob'],
  acts: [
    { at: 'd1 08:00', order: { patient: 'jane', measure: 'glucose', limits: { reference: { low: 70, high: 180 } } } },
    { at: '+1min', order: { patient: 'bob', measure: 'glucose', limits: { reference: { low: 70, high: 180 } } } },
    { at: '+5min', grant: { patient: 'jane', measure: 'glucose' } },
    { at: '+1min', grant: { patient: 'bob', measure: 'glucose' } },
    { at: 'd1 09:00', reading: { patient: 'jane', value: '150 mg/dL', name: 'hers' } },
    {
      at: 'd1 10:00',
      reading: {
        patient: 'bob',
        value: '150 mg/dL',
        identifierOf: 'hers',
        identifierOfPatient: 'jane',
        effective: 'd1 09:00',
      },
    },
    { at: 'd1 11:00', reading: { patient: 'bob', value: '150 mg/dL', effective: 'd1 09:00' } },
  ],
});
