import { check } from './check.ts';

export const checkLIM20 = check({
  requirement: 'LIM-20',
  sentence: 'Of what several orders make of a reading the most severe is shown',
  factor: 'whether one of the orders finds it critical',

  acts: [
    { at: 'd1 08:00', order: { name: 'first', measure: 'glucose', limits: { reference: { low: 70, high: 180 } } } },
    {
      at: '+1min',
      order: { name: 'second', measure: 'glucose', limits: { reference: { high: 250 }, critical: { high: 300 } } },
    },
    { at: '+5min', grant: { measure: 'glucose' } },
    { at: 'd1 09:00', reading: { value: '301 mg/dL' } },
    { at: 'd1 10:00', reading: { value: '120 mg/dL' } },
    { at: 'd1 12:00', read: { measure: 'glucose' } },
  ],
});
