import { check } from './check.ts';

export const checkLIM04 = check({
  requirement: 'LIM-04',
  sentence: 'The limit that was applied is shown with the reading',
  factor: 'whose limit it is',
  patients: ['one', 'other'],
  acts: [
    { at: 'd1 08:00', order: { measure: 'glucose', limits: { reference: { low: 70, high: 160 } }, patient: 'one' } },
    {
      at: '+1min',
      order: {
        measure: 'glucose',
        limits: { reference: { low: 80, high: 200 }, critical: { high: 320 } },
        patient: 'other',
      },
    },
    { at: '+5min', grant: { patient: 'one', measure: 'glucose' } },
    { at: '+1min', grant: { patient: 'other', measure: 'glucose' } },
    { at: 'd1 09:00', reading: { value: '212 mg/dL', patient: 'one' } },
    { at: '+1min', reading: { value: '212 mg/dL', patient: 'other' } },
    { at: '+1min', reading: { value: '100 mg/dL', patient: 'one' } },
    { read: { patient: 'one', measure: 'glucose' } },
    { read: { patient: 'other', measure: 'glucose' } },
  ],
});
