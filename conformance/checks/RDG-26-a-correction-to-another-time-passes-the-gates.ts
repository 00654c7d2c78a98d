import { check } from './check.ts';

export const checkRDG26 = check({
  requirement: 'RDG-26',
  sentence: 'A correction to another time passes the gates on the future and on the order again',
  factor: 'whether the order was active at the instant that it names',

  acts: [
    { at: 'd1 08:00', order: { measure: 'glucose', limits: { reference: { low: 70, high: 180 } } } },
    { at: '+5min', grant: { measure: 'glucose' } },
    { at: 'd1 09:00', reading: { value: '150 mg/dL', name: 'inside' } },
    { at: 'd1 09:30', reading: { value: '151 mg/dL', name: 'outside' } },
    { at: 'd1 10:00', correct: { reading: 'inside', effective: 'd1 08:30' } },
    { at: 'd1 10:10', correct: { reading: 'outside', effective: 'd1 07:30' } },
  ],
});
