import { check } from './check.ts';

export const checkPRM06 = check({
  requirement: 'PRM-06',
  sentence: 'What was measured while the permission was withdrawn is filed later only as declared',
  factor: 'whether it is sent before or after permission was granted again',
  acts: [
    { at: 'd1 08:00', order: { measure: 'glucose', limits: { reference: { low: 70, high: 180 } } } },
    { at: '+5min', grant: { measure: 'glucose' } },
    { at: 'd1 09:00', withdraw: { measure: 'glucose' } },
    { at: 'd1 10:00', reading: { value: '250 mg/dL', name: 'gap' } },
    { at: 'd1 11:00', grant: { measure: 'glucose' } },
    { at: 'd1 12:00', replay: { reading: 'gap' } },
  ],
});
