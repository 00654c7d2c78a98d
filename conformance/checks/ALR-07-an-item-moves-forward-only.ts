import { check } from './check.ts';

export const checkALR07 = check({
  requirement: 'ALR-07',
  sentence: 'An item moves from new to seen to done, each with actor and time',
  factor: 'whether the step leads forward, and who takes it',
  acts: [
    { at: 'd1 08:00', order: { measure: 'glucose', limits: { reference: { low: 70, high: 180 } } } },
    { at: '+5min', grant: { measure: 'glucose' } },
    { at: 'd1 09:00', reading: { value: '212 mg/dL', name: 'acted' } },
    { at: '+1h', reading: { value: '213 mg/dL', name: 'left' } },
    { at: '+5min', seen: { reading: 'acted' } },
    { at: '+10min', done: { reading: 'acted' } },
    { at: '+5min', seen: { reading: 'acted' } },
    { at: '+5min', seen: { reading: 'left', by: 'other' } },
    { at: '+1h', reading: { value: '214 mg/dL', name: 'withdrawn' } },
    // Waits for the item, so that there is one to be withdrawn.
    { seen: { reading: 'withdrawn' } },
    { at: '+1h', correct: { reading: 'withdrawn', value: '114 mg/dL' } },
    { at: '+10min', read: { measure: 'glucose', whenFiled: true } },
    { at: '+5min', done: { reading: 'withdrawn' } },
  ],
});
