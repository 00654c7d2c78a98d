import { check } from './check.ts';

export const checkRDG11 = check({
  requirement: 'RDG-11',
  sentence: 'A reading entered in error counts in no rule, and its items are withdrawn',
  factor: 'whether the reading was entered in error',
  acts: [
    { at: 'd1 08:00', order: { measure: 'glucose', limits: { reference: { low: 70, high: 180 } } } },
    { at: '+5min', grant: { measure: 'glucose' } },
    { at: 'd1 09:00', reading: { value: '250 mg/dL', name: 'mistaken' } },
    { at: 'd1 10:00', reading: { value: '250 mg/dL' } },
    { at: 'd1 11:00', erase: { reading: 'mistaken' } },
    { at: 'd1 12:00', read: { reading: 'mistaken' } },
  ],
});
