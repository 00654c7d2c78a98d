import { check } from './check.ts';

export const checkLIM16 = check({
  requirement: 'LIM-16',
  sentence: 'A rule on repetition holds back abnormal readings alone',
  factor: 'whether the value is beyond the critical limit',

  acts: [
    {
      at: 'd1 06:00',
      order: {
        measure: 'glucose',
        limits: { reference: { low: 70, high: 180 }, critical: { low: 54, high: 300 } },
        rules: [{ kind: 'repeated', count: 2, window: '24 h' }],
      },
    },
    { at: '+5min', grant: { measure: 'glucose' } },
    { at: 'd1 09:00', reading: { value: '299 mg/dL' } },
    { at: 'd3 09:00', reading: { value: '301 mg/dL' } },
  ],
});
