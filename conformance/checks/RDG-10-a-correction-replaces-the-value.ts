import { check } from './check.ts';

export const checkRDG10 = check({
  requirement: 'RDG-10',
  sentence: 'A correction replaces the value, as a later version of the same record',
  factor: 'whether the reading is corrected after it was filed',
  acts: [
    { at: 'd1 08:00', order: { measure: 'glucose', limits: { reference: { low: 70, high: 180 } } } },
    { at: '+5min', grant: { measure: 'glucose' } },
    { at: 'd1 09:00', reading: { value: '150 mg/dL', name: 'corrected' } },
    { at: 'd1 10:00', reading: { value: '150 mg/dL', name: 'kept' } },
    { at: 'd1 11:00', correct: { reading: 'corrected', value: '160 mg/dL' } },
    { at: 'd1 12:00', read: { reading: 'corrected' } },
    { at: '+1min', read: { reading: 'kept' } },
    // Once more, and what else a reading says: when it was measured, and in which context.
    { at: 'd1 13:00', correct: { reading: 'corrected', value: '165 mg/dL' } },
    { at: '+1min', try: { attempt: 'read-former-version', reading: 'corrected' } },
    { at: 'd1 14:00', reading: { value: '152 mg/dL', name: 'moved' } },
    { at: 'd1 14:10', correct: { reading: 'moved', effective: 'd1 13:40' } },
    { at: 'd1 15:00', reading: { value: '153 mg/dL', name: 'after-a-meal', context: 'fasting' } },
    { at: 'd1 15:10', correct: { reading: 'after-a-meal', context: 'post-meal' } },
    { at: 'd1 16:00', read: { measure: 'glucose', whenFiled: true } },
  ],
});
