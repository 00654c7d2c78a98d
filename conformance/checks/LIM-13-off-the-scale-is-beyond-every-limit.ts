import { check } from './check.ts';

export const checkLIM13 = check({
  requirement: 'LIM-13',
  sentence: 'HI and LO are beyond every limit of their side',
  factor: 'whether the order has a limit on that side',

  acts: [
    { at: 'd1 08:00', order: { measure: 'glucose', limits: { reference: { high: 180 }, critical: { high: 300 } } } },
    { at: '+5min', grant: { measure: 'glucose' } },
    { at: 'd1 09:00', reading: { value: 'HI' } },
    { at: 'd1 10:00', reading: { value: 'LO' } },
  ],
});
