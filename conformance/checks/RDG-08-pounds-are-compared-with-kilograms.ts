import { check } from './check.ts';

/** 209.5 lb is 95.03 kg, rounded 95.0: not over 95. 209.7 lb is 95.12 kg, rounded 95.1. */
export const checkRDG08 = check({
  requirement: 'RDG-08',
  sentence: 'A weight in pounds is compared correctly with a limit in kilograms',
  factor: 'two tenths of a pound across the limit',
  acts: [
    { at: 'd1 08:00', order: { measure: 'weight', limits: { reference: { high: 95 } } } },
    { at: '+5min', grant: { measure: 'weight' } },
    { at: 'd1 09:00', reading: { value: '209.5 [lb_av]' } },
    { at: '+1h', reading: { value: '209.7 [lb_av]' } },
  ],
});
