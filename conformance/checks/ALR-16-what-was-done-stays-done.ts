import { check } from './check.ts';

export const checkALR16 = check({
  requirement: 'ALR-16',
  sentence: 'A correction leaves a finished item standing, and raises what the corrected value calls for',
  factor: 'whether what the corrected value calls for is the finished item or another',
  acts: [
    {
      at: 'd1 08:00',
      order: { measure: 'glucose', limits: { reference: { low: 70, high: 180 }, critical: { high: 300 } } },
    },
    { at: '+5min', grant: { measure: 'glucose' } },
    { at: 'd1 09:00', reading: { value: '212 mg/dL', name: 'to-normal' } },
    { done: { reading: 'to-normal' } },
    { at: '+10min', reading: { value: '213 mg/dL', name: 'to-low' } },
    { done: { reading: 'to-low' } },
    { at: '+10min', reading: { value: '214 mg/dL', name: 'to-critical' } },
    { done: { reading: 'to-critical' } },
    { at: '+10min', reading: { value: '215 mg/dL', name: 'to-higher' } },
    { done: { reading: 'to-higher' } },
    { at: '+1h', correct: { reading: 'to-normal', value: '112 mg/dL' } },
    { at: '+1min', correct: { reading: 'to-low', value: '61 mg/dL' } },
    { at: '+1min', correct: { reading: 'to-critical', value: '310 mg/dL' } },
    { at: '+1min', correct: { reading: 'to-higher', value: '230 mg/dL' } },
  ],
});
