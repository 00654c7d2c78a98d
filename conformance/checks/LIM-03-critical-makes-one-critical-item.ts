import { check } from './check.ts';

export const checkLIM03 = check({
  requirement: 'LIM-03',
  sentence: 'Beyond a critical limit there is one item, of critical priority',
  factor: 'whether the critical limit is crossed',
  acts: [
    {
      at: 'd1 08:00',
      order: { measure: 'glucose', limits: { reference: { low: 70, high: 180 }, critical: { low: 54, high: 300 } } },
    },
    { at: '+5min', grant: { measure: 'glucose' } },
    { at: 'd1 09:00', reading: { value: '301 mg/dL' } },
    { at: '+1h', reading: { value: '300 mg/dL' } },
    { at: '+1h', reading: { value: '53 mg/dL' } },
    { at: '+1h', reading: { value: '120 mg/dL' } },
  ],
});
