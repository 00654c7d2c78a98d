import { check } from './check.ts';

export const checkAUD05 = check({
  requirement: 'AUD-05',
  sentence: 'The trail of a patient tells of this patient and of no other',
  factor: 'whose trail is asked for',
  patients: ['anna', 'berta'],
  acts: [
    { at: 'd1 08:00', order: { patient: 'anna', measure: 'glucose', limits: { reference: { high: 180 } } } },
    { order: { patient: 'berta', measure: 'glucose', limits: { reference: { high: 160 } } } },
    { at: '+5min', grant: { patient: 'anna', measure: 'glucose' } },
    { at: '+1min', audit: { patient: 'anna' } },
    { audit: { patient: 'berta' } },
  ],
});
