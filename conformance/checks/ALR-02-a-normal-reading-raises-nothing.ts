import { check } from './check.ts';

export const checkALR02 = check({
  requirement: 'ALR-02',
  sentence: 'A normal reading raises no item',
  factor: 'whether the value is within the limits',
  acts: [
    { at: 'd1 08:00', order: { measure: 'glucose', limits: { reference: { low: 70, high: 180 } } } },
    { at: '+5min', grant: { measure: 'glucose' } },
    { at: 'd1 09:00', reading: { value: '120 mg/dL' } },
    { at: '+1h', reading: { value: '212 mg/dL' } },
    { at: '+1h', reading: { value: '100 mg/dL' } },
  ],
});
