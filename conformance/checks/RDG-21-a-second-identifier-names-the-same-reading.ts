import { check } from './check.ts';

export const checkRDG21 = check({
  requirement: 'RDG-21',
  sentence: 'The second identifier of a measurement finds the same reading, as it now is',
  factor: 'by which of its identifiers the reading is asked for',

  acts: [
    { at: 'd1 08:00', order: { measure: 'glucose', limits: { reference: { low: 70, high: 180 } } } },
    { at: '+5min', grant: { measure: 'glucose' } },
    { at: 'd1 09:00', reading: { value: '150 mg/dL', effective: 'd1 08:30', name: 'one' } },
    { at: '+1min', reading: { value: '150 mg/dL', effective: 'd1 08:30', name: 'two' } },
    { at: '+5min', read: { reading: 'two', whenFiled: true } },
    { at: 'd1 10:00', correct: { reading: 'one', value: '160 mg/dL' } },
    { at: 'd1 11:00', read: { reading: 'one' } },
    { at: '+1min', read: { reading: 'two', whenFiled: true } },
    // The second app amends, and takes back, what it sent, by its own name for it.
    { at: 'd1 12:00', correct: { reading: 'two', value: '250 mg/dL' } },
    { at: '+1min', read: { reading: 'one', whenFiled: true } },
    { at: 'd1 13:00', erase: { reading: 'two' } },
    { at: '+1min', read: { reading: 'one', whenFiled: true } },
  ],
});
