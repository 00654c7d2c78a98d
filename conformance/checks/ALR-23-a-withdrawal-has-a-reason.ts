import { check } from './check.ts';

export const checkALR23 = check({
  requirement: 'ALR-23',
  sentence: 'A withdrawn item says why; one that stands says nothing of the kind',
  factor: 'whether the correction takes the item away',
  acts: [
    { at: 'd1 08:00', order: { measure: 'glucose', limits: { reference: { low: 70, high: 180 } } } },
    { at: '+5min', grant: { measure: 'glucose' } },
    { at: 'd1 09:00', reading: { value: '212 mg/dL', name: 'corrected' } },
    { at: '+10min', reading: { value: '212 mg/dL' } },
    { at: '+10min', reading: { value: '212 mg/dL', name: 'otherwise' } },
    { at: '+10min', reading: { value: '212 mg/dL', name: 'erased' } },
    { at: '+1h', correct: { reading: 'corrected', value: '112 mg/dL' } },
    { at: '+1min', correct: { reading: 'otherwise', value: '61 mg/dL' } },
    { at: '+1min', erase: { reading: 'erased' } },
  ],
});
