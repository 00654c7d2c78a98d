import { check } from './check.ts';

export const checkPRM01 = check({
  requirement: 'PRM-01',
  sentence: 'Before the patient permits a type nothing of it is stored',
  factor: 'whether permission was given when it was sent',
  acts: [
    { at: 'd1 08:00', order: { measure: 'glucose', limits: { reference: { low: 70, high: 180 } } } },
    { at: 'd1 09:00', reading: { value: '250 mg/dL' } },
    { at: 'd1 10:00', grant: { measure: 'glucose' } },
    { at: 'd1 11:00', reading: { value: '250 mg/dL' } },
  ],
});
