import { check } from './check.ts';

export const checkAUD02 = check({
  requirement: 'AUD-02',
  sentence: 'A refused reading is audited with its reason, without its value',
  factor: 'whether it is refused',
  acts: [
    { at: 'd1 08:00', order: { measure: 'glucose', limits: { reference: { low: 70, high: 180 } } } },
    { at: 'd1 08:30', reading: { value: '250 mg/dL' } },
    { at: '+5min', grant: { measure: 'glucose' } },
    { at: 'd1 09:00', reading: { value: '250 mg/dL' } },
    { at: '+5min', audit: {} },
  ],
});
