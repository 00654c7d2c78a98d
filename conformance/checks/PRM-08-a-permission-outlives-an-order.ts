import { check } from './check.ts';

export const checkPRM08 = check({
  requirement: 'PRM-08',
  sentence: 'The end of one order takes the permission from no other',
  factor: 'whether the type of data was permitted',

  acts: [
    { at: 'd1 08:00', order: { name: 'first', measure: 'glucose', limits: { reference: { low: 70, high: 180 } } } },
    { at: '+1min', order: { name: 'second', measure: 'glucose', limits: { reference: { low: 70, high: 180 } } } },
    { at: '+1min', order: { measure: 'weight', limits: { reference: { low: 60, high: 100 } } } },
    { at: '+1min', grant: { measure: 'glucose' } },
    { at: 'd1 10:00', change: { order: 'first', status: 'revoked' } },
    { at: 'd1 12:00', reading: { value: '250 mg/dL' } },
    { at: 'd1 13:00', reading: { value: '110.0 kg' } },
  ],
});
