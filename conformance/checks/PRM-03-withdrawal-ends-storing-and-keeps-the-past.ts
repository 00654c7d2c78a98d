import { check } from './check.ts';

export const checkPRM03 = check({
  requirement: 'PRM-03',
  sentence: 'After withdrawal nothing more is stored, and what was stored stays',
  factor: 'whether it was sent before or after the withdrawal',
  acts: [
    { at: 'd1 08:00', order: { measure: 'glucose', limits: { reference: { low: 70, high: 180 } } } },
    { at: '+5min', grant: { measure: 'glucose' } },
    { at: 'd1 09:00', reading: { value: '250 mg/dL' } },
    { at: 'd1 12:00', withdraw: { measure: 'glucose' } },
    { at: 'd1 13:00', reading: { value: '251 mg/dL' } },
    { at: 'd1 14:00', grant: { measure: 'glucose' } },
    { at: 'd1 15:00', reading: { value: '252 mg/dL' } },
    { read: { measure: 'glucose' } },
  ],
});
