import { check } from './check.ts';

export const checkRDG09 = check({
  requirement: 'RDG-09',
  sentence: 'A result of control solution is never filed as glucose of the patient',
  factor: 'whether the meter measured its control solution',
  acts: [
    { at: 'd1 08:00', order: { measure: 'glucose', limits: { reference: { low: 70, high: 180 } } } },
    { at: '+5min', grant: { measure: 'glucose' } },
    { at: 'd1 09:00', reading: { value: '250 mg/dL', control: true, name: 'control' } },
    { at: 'd1 10:00', reading: { value: '250 mg/dL' } },
    { at: 'd1 11:00', read: { reading: 'control' } },
  ],
});
