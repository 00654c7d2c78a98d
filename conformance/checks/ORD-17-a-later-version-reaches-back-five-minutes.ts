import { check } from './check.ts';

export const checkORD17 = check({
  requirement: 'ORD-17',
  sentence: 'A change may reach back five minutes and no further',
  factor: 'whether the instant lies four minutes back, or six',

  acts: [
    { at: 'd1 08:00', order: { measure: 'glucose', limits: { reference: { high: 160 } } } },
    { at: 'd1 09:00', change: { limits: { reference: { high: 165 } } } },
    { at: 'd1 10:00', change: { limits: { reference: { high: 170 } }, effectiveFrom: '-4min' } },
    { at: 'd1 12:00', change: { limits: { reference: { high: 190 } }, effectiveFrom: '-6min' } },
    { at: 'd1 14:00', change: { limits: { reference: { high: 200 } }, effectiveFrom: '-1h' } },
  ],
});
