import { check } from './check.ts';

export const checkALR10 = check({
  requirement: 'ALR-10',
  sentence: 'Further abnormal readings inside the window update one item; critical ones have items of their own',
  factor: 'whether the reading is inside the window, and abnormal or critical',
  acts: [
    {
      at: 'd1 08:00',
      order: {
        measure: 'glucose',
        limits: { reference: { low: 70, high: 180 }, critical: { high: 300 } },
        rules: [{ kind: 'digest', window: '2 h' }],
      },
    },
    { at: '+5min', grant: { measure: 'glucose' } },
    { at: 'd1 09:00', reading: { value: '212 mg/dL' } },
    { at: '+1h', reading: { value: '250 mg/dL' } },
    { at: '+30min', reading: { value: '310 mg/dL' } },
    { at: '+15min', reading: { value: '190 mg/dL' } },
    // Measured before the first of them, and sent last; of the direction of the item the furthest is the worst.
    { at: '+5min', reading: { value: '185 mg/dL', effective: '-2h' } },
    { at: '+10min', reading: { value: '320 mg/dL' } },
    // The window is that of the first reading, and not of the last.
    { at: '+30min', reading: { value: '200 mg/dL' } },
    { at: '+3h', reading: { value: '60 mg/dL' } },
    { at: '+10min', reading: { value: '55 mg/dL' } },
    { at: '+10min', reading: { value: '65 mg/dL' } },
  ],
});
