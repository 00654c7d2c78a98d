import { check } from './check.ts';

export const checkRDG27 = check({
  requirement: 'RDG-27',
  sentence: 'What was refused is judged anew when it is sent again',
  factor: 'whether permission has come in between',

  acts: [
    { at: 'd1 08:00', order: { measure: 'glucose', limits: { reference: { low: 70, high: 180 } } } },
    { at: 'd1 09:00', reading: { value: '250 mg/dL', name: 'early' } },
    { at: 'd1 10:00', replay: { reading: 'early' } },
    { at: 'd1 11:00', grant: { measure: 'glucose' } },
    { at: 'd1 12:00', replay: { reading: 'early' } },
  ],
});
