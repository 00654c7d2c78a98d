import { check } from './check.ts';

export const checkLIM21 = check({
  requirement: 'LIM-21',
  sentence: 'A value in the unit of its limit is compared with all its decimals',
  factor: 'four tenths above the limit, or below it',

  acts: [
    {
      at: 'd1 08:00',
      order: {
        measure: 'glucose',
        limits: { reference: { low: 70, high: 180, inclusive: 'high' }, critical: { high: 300 } },
      },
    },
    { at: '+5min', grant: { measure: 'glucose' } },
    { at: 'd1 09:00', reading: { value: '300.4 mg/dL' } },
    { at: 'd1 10:00', reading: { value: '179.6 mg/dL' } },
  ],
});
