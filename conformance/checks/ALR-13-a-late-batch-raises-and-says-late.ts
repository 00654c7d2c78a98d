import { check } from './check.ts';

export const checkALR13 = check({
  requirement: 'ALR-13',
  sentence: 'Readings that come late and together raise what the rules demand of each, and say that they are late',
  factor: 'whether the value is within the limits',
  acts: [
    { at: 'd1 08:00', order: { measure: 'glucose', limits: { reference: { low: 70, high: 180 } } } },
    { at: '+5min', grant: { measure: 'glucose' } },
    {
      at: 'd1 18:00',
      together: {
        readings: [
          { value: '212 mg/dL', effective: 'd1 09:00' },
          { value: '112 mg/dL', effective: 'd1 11:00' },
          { value: '55 mg/dL', effective: 'd1 13:00' },
        ],
      },
    },
  ],
});
