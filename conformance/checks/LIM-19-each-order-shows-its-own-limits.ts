import { check } from './check.ts';

export const checkLIM19 = check({
  requirement: 'LIM-19',
  sentence: 'A reading of several orders shows a reference range of each',
  factor: 'whether the second order was active then',

  acts: [
    { at: 'd1 08:00', order: { name: 'first', measure: 'glucose', limits: { reference: { low: 70, high: 180 } } } },
    {
      at: '+1min',
      order: { name: 'second', measure: 'glucose', limits: { reference: { high: 250 }, critical: { high: 300 } } },
    },
    { at: '+5min', grant: { measure: 'glucose' } },
    { at: 'd1 09:00', reading: { value: '120 mg/dL' } },
    { at: 'd1 10:00', change: { order: 'second', status: 'revoked' } },
    { at: 'd1 11:00', reading: { value: '121 mg/dL' } },
    { at: 'd1 12:00', read: { measure: 'glucose' } },
  ],
});
