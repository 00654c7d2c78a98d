import { check } from './check.ts';

export const checkRDG25 = check({
  requirement: 'RDG-25',
  sentence: 'Preliminary and final under one identifier are one reading with one item',
  factor: 'whether the final one has an identifier of its own',

  acts: [
    { at: 'd1 08:00', order: { measure: 'glucose', limits: { reference: { low: 70, high: 180 } } } },
    { at: '+5min', grant: { measure: 'glucose' } },
    { at: 'd1 09:00', reading: { value: '250 mg/dL', status: 'preliminary', name: 'preliminary' } },
    {
      at: 'd1 09:10',
      reading: { value: '250 mg/dL', status: 'final', identifierOf: 'preliminary', effective: 'd1 09:00' },
    },
    { at: 'd1 10:00', reading: { value: '250 mg/dL' } },
  ],
});
