import { check } from './check.ts';

export const checkRDG15 = check({
  requirement: 'RDG-15',
  sentence: 'Readings that the patient typed stay marked, and those of a device do not become so',
  factor: 'whether the patient typed it',
  acts: [
    { at: 'd1 08:00', order: { measure: 'glucose', limits: { reference: { low: 70, high: 180 } } } },
    { at: '+5min', grant: { measure: 'glucose' } },
    { at: 'd1 09:00', reading: { value: '101 mg/dL', typed: true } },
    { at: 'd1 10:00', reading: { value: '101 mg/dL', typed: false } },
    { at: 'd1 11:00', read: { measure: 'glucose' } },
  ],
});
