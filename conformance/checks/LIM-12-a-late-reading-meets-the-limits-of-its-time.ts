import { check } from './check.ts';

export const checkLIM12 = check({
  requirement: 'LIM-12',
  sentence: 'A late reading is judged by the limits in force when it was measured',
  factor: 'when it was measured',
  acts: [
    { at: 'd1 08:00', order: { measure: 'glucose', limits: { reference: { high: 160 } } } },
    { at: '+5min', grant: { measure: 'glucose' } },
    { at: 'd1 12:00', change: { limits: { reference: { high: 200 } }, effectiveFrom: '+0s' } },
    { at: 'd1 14:00', reading: { value: '180 mg/dL', effective: 'd1 11:00' } },
    { at: '+10min', reading: { value: '180 mg/dL', effective: 'd1 13:00' } },
  ],
});
