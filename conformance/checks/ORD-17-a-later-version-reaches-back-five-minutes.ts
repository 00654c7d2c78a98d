import { check } from './check.ts';

export const checkORD17 = check({
  requirement: 'ORD-17',
  sentence: 'A change may reach back five minutes and no further',
  factor: 'whether the instant lies two minutes back, or ten',

  acts: [
    { at: 'd1 08:00', order: { measure: 'glucose', limits: { reference: { high: 160 } } } },
    { at: 'd1 10:00', change: { limits: { reference: { high: 170 } }, effectiveFrom: '-2min' } },
    { at: 'd1 12:00', change: { limits: { reference: { high: 190 } }, effectiveFrom: '-10min' } },
  ],
});
