import { check } from './check.ts';

export const checkPRM09 = check({
  requirement: 'PRM-09',
  sentence: 'What is filed can be corrected and erased whatever permission and order say now',
  factor: 'whether the reading was filed before',

  acts: [
    { at: 'd1 08:00', order: { measure: 'glucose', limits: { reference: { low: 70, high: 180 } } } },
    { at: '+5min', grant: { measure: 'glucose' } },
    { at: 'd1 09:00', reading: { value: '250 mg/dL', name: 'wrong' } },
    { at: 'd1 09:30', reading: { value: '251 mg/dL', name: 'mistaken' } },
    { at: 'd1 10:00', withdraw: { measure: 'glucose' } },
    { at: 'd1 11:00', correct: { reading: 'wrong', value: '150 mg/dL' } },
    { at: 'd1 11:10', erase: { reading: 'mistaken' } },
    { at: 'd1 11:20', reading: { value: '150 mg/dL' } },
  ],
});
