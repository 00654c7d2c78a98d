import { check } from './check.ts';

/** Two of two within a day: d1 raises, d3 09:00 alone does not, nor does d4 after more than a day; the low one of d6 is no second high one. */
export const checkLIM08 = check({
  requirement: 'LIM-08',
  sentence: 'A rule on repetition raises at the n-th abnormal reading in its window, not earlier, and once',
  factor: 'whether the window holds a second abnormal reading',
  acts: [
    {
      at: 'd1 06:00',
      order: {
        measure: 'glucose',
        limits: { reference: { low: 70, high: 180 } },
        rules: [{ kind: 'repeated', count: 2, window: '24 h' }],
      },
    },
    { at: '+5min', grant: { measure: 'glucose' } },
    {
      readings: {
        values: {
          'd1 09:00': '200 mg/dL',
          'd1 12:00': '201 mg/dL',
          'd3 09:00': '202 mg/dL',
          'd4 10:00': '203 mg/dL',
          'd6 09:00': '204 mg/dL',
          'd6 12:00': '60 mg/dL',
        },
      },
    },
  ],
});
