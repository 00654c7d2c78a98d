import { check } from './check.ts';

export const checkAUD01 = check({
  requirement: 'AUD-01',
  sentence: 'Orders, permissions, readings, items, acts and messages are audited with who, what and when',
  factor: 'whether it happened',
  acts: [
    { at: 'd1 08:00', order: { measure: 'glucose', limits: { reference: { low: 70, high: 180 } } } },
    { at: '+5min', grant: { measure: 'glucose' } },
    { at: 'd1 09:00', reading: { value: '212 mg/dL', name: 'high' } },
    { at: '+5min', seen: { reading: 'high' } },
    { at: '+5min', done: { reading: 'high' } },
    // Nobody acts on its item.
    { at: '+5min', reading: { value: '214 mg/dL' } },
    { at: '+5min', message: { reading: 'high', text: 'Seen.' } },
    { at: '+5min', correct: { reading: 'high', value: '211 mg/dL' } },
    { at: '+5min', change: { limits: { reference: { low: 70, high: 200 } } } },
    { at: '+5min', withdraw: { measure: 'glucose' } },
    { at: '+5min', audit: {} },
  ],
});
