import { check } from './check.ts';

export const checkRDG20 = check({
  requirement: 'RDG-20',
  sentence: 'The first content, sent again, leaves the correction standing',
  factor: 'whether what is sent again had been corrected',

  acts: [
    { at: 'd1 08:00', order: { measure: 'glucose', limits: { reference: { low: 70, high: 180 } } } },
    { at: '+5min', grant: { measure: 'glucose' } },
    { at: 'd1 09:00', reading: { value: '150 mg/dL', name: 'first' } },
    { at: 'd1 10:00', correct: { reading: 'first', value: '160 mg/dL' } },
    { at: 'd1 11:00', replay: { reading: 'first' } },
    { at: 'd1 12:00', read: { reading: 'first' } },
  ],
});
