import { check } from './check.ts';

export const checkALR12 = check({
  requirement: 'ALR-12',
  sentence: 'An item shows that its reading was corrected or erased, and is never erased itself',
  factor: 'whether what the reading says now still calls for the item',
  acts: [
    { at: 'd1 08:00', order: { measure: 'glucose', limits: { reference: { high: 180 } } } },
    { at: '+5min', grant: { measure: 'glucose' } },
    { at: 'd1 09:00', reading: { value: '212 mg/dL', name: 'to-normal' } },
    { at: '+10min', reading: { value: '213 mg/dL', name: 'to-higher' } },
    { at: '+10min', reading: { value: '214 mg/dL', name: 'erased' } },
    { at: '+10min', reading: { value: '215 mg/dL', name: 'to-another-time' } },
    { at: '+10min', reading: { value: '216 mg/dL', name: 'seen' } },
    { seen: { reading: 'seen' } },
    { at: '+10min', reading: { value: '217 mg/dL', name: 'finished' } },
    { done: { reading: 'finished' } },
    { at: '+1h', correct: { reading: 'to-normal', value: '112 mg/dL' } },
    { at: '+1min', correct: { reading: 'to-higher', value: '231 mg/dL' } },
    { at: '+1min', erase: { reading: 'erased' } },
    { at: '+1min', correct: { reading: 'to-another-time', effective: '-90min' } },
    { at: '+1min', correct: { reading: 'seen', value: '116 mg/dL' } },
    { at: '+1min', correct: { reading: 'finished', value: '117 mg/dL' } },
  ],
});
