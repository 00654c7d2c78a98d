import { check } from './check.ts';

export const checkLIM11 = check({
  requirement: 'LIM-11',
  sentence: 'A value outside the absolute range raises a notice on data quality, and nothing clinical',
  factor: 'whether the value lies outside the absolute range',
  acts: [
    {
      at: 'd1 06:00',
      order: {
        measure: 'weight',
        limits: { reference: { low: 60, high: 100 }, absolute: { low: 20, high: 300 } },
      },
    },
    { at: '+5min', grant: { measure: 'weight' } },
    { at: 'd1 07:00', reading: { value: '4.0 kg' } },
    { at: '+1h', reading: { value: '59.0 kg' } },
    { at: '+1h', reading: { value: '301.0 kg' } },
    { at: '+1h', reading: { value: '80.0 kg' } },
  ],
});
