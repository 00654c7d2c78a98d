import { check } from './check.ts';

export const checkRDG24 = check({
  requirement: 'RDG-24',
  sentence: 'A correction of what never came is a reading, and the original that comes late a conflict',
  factor: 'whether the correction had come before',

  acts: [
    { at: 'd1 08:00', order: { measure: 'glucose', limits: { reference: { low: 70, high: 180 } } } },
    { at: '+5min', grant: { measure: 'glucose' } },
    { at: 'd1 09:00', reading: { value: '150 mg/dL', status: 'corrected', name: 'corrected' } },
    { at: 'd1 10:00', reading: { value: '250 mg/dL', identifierOf: 'corrected', effective: 'd1 09:00' } },
    { at: 'd1 11:00', read: { reading: 'corrected' } },
  ],
});
