import { check } from './check.ts';

export const checkALR06 = check({
  requirement: 'ALR-06',
  sentence: 'Redelivery of a reading makes no second item',
  factor: 'whether it is the same reading',
  acts: [
    { at: 'd1 08:00', order: { measure: 'glucose', limits: { reference: { high: 180 }, critical: { high: 300 } } } },
    { at: '+5min', grant: { measure: 'glucose' } },
    { at: 'd1 09:00', reading: { value: '310 mg/dL', name: 'critical' } },
    { at: '+1min', replay: { reading: 'critical' } },
    { at: '+5min', reading: { value: '212 mg/dL', name: 'finished' } },
    { done: { reading: 'finished' } },
    // Sent again after somebody has finished its item, within the hour, and after days.
    { at: '+1min', replay: { reading: 'finished' } },
    { at: '+5h', replay: { reading: 'critical' } },
    { at: '+1min', reading: { value: '310 mg/dL' } },
    { at: '+3d', replay: { reading: 'critical' } },
    { replay: { reading: 'finished' } },
  ],
});
