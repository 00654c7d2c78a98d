import { check } from './check.ts';

export const checkALR03 = check({
  requirement: 'ALR-03',
  sentence: 'An item names patient, measure, value and unit, limit, time, and links the reading and the order',
  factor: 'which reading it is about',
  acts: [
    {
      at: 'd1 08:00',
      order: { measure: 'glucose', limits: { reference: { low: 70, high: 180 }, critical: { low: 54, high: 300 } } },
    },
    { at: '+5min', grant: { measure: 'glucose' } },
    { at: 'd1 09:00', reading: { value: '212 mg/dL' } },
    { at: '+1h', reading: { value: '17.0 mmol/L' } },
    { at: '+1h', reading: { value: '50 mg/dL' } },
    { at: '+1h', reading: { value: '110 mg/dL' } },
  ],
});
