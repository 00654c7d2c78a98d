import { check } from './check.ts';

/** Due a day after the last reading: passed by d2 10:00, closed by that of d2 12:00, and not passed again by d3 10:00. */
export const checkLIM09 = check({
  requirement: 'LIM-09',
  sentence: 'An item on missing data opens when its due instant has passed, and closes when data arrive',
  factor: 'whether a reading has come within the period',
  acts: [
    {
      at: 'd1 08:00',
      order: {
        measure: 'glucose',
        limits: { reference: { low: 70, high: 180 } },
        rules: [{ kind: 'missing', period: '24 h' }],
      },
    },
    { at: '+5min', grant: { measure: 'glucose' } },
    { at: 'd1 09:00', reading: { value: '101 mg/dL' } },
    // Long enough that the In Basket is looked at before data come.
    { at: 'd2 10:00', read: { measure: 'glucose', whenFiled: true } },
    { at: 'd2 12:00', reading: { value: '102 mg/dL' } },
    { at: 'd3 08:00', reading: { value: '103 mg/dL' } },
    { at: 'd3 10:00', read: { measure: 'glucose' } },
  ],
});
