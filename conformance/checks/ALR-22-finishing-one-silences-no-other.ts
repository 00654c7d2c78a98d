import { check } from './check.ts';

export const checkALR22 = check({
  requirement: 'ALR-22',
  sentence: 'Finishing an item changes nothing for items of another direction, severity or order',
  factor: 'whether the value after it is within the limits',
  acts: [
    {
      at: 'd1 08:00',
      order: { measure: 'glucose', limits: { reference: { low: 70, high: 180 }, critical: { high: 300 } } },
    },
    { at: '+1min', order: { name: 'weight', measure: 'weight', limits: { reference: { high: 90 } } } },
    { order: { name: 'second', measure: 'glucose', limits: { reference: { high: 250 } }, responsible: 'other' } },
    { at: '+5min', grant: { measure: 'glucose' } },
    { grant: { measure: 'weight' } },
    { at: 'd1 09:00', reading: { value: '212 mg/dL', name: 'high' } },
    { done: { reading: 'high' } },
    // High for the first order again, and for the second one as well.
    { at: '+10min', reading: { value: '260 mg/dL' } },
    { at: '+10min', reading: { value: '55 mg/dL' } },
    { at: '+10min', reading: { value: '310 mg/dL' } },
    { at: '+10min', reading: { value: '95.0 kg' } },
    { at: '+10min', reading: { value: '120 mg/dL' } },
  ],
});
