import { check } from './check.ts';

export const checkLIM18 = check({
  requirement: 'LIM-18',
  sentence: 'What was measured more than a week ago is filed and raises nothing',
  factor: 'whether it is older than seven days',

  acts: [
    { at: 'd1 08:00', order: { measure: 'glucose', limits: { reference: { low: 70, high: 180 } } } },
    { at: '+5min', grant: { measure: 'glucose' } },
    { at: 'd12 09:00', reading: { value: '250 mg/dL', effective: '-6d 22h' } },
    { at: 'd12 10:00', reading: { value: '251 mg/dL', effective: '-7d 2h' } },
  ],
});
