import { check } from './check.ts';

export const checkALR25 = check({
  requirement: 'ALR-25',
  sentence: 'Each item goes out as an alert, and what raises none tells nobody',
  factor: 'whether the reading is beyond a limit',
  acts: [
    {
      at: 'd1 08:00',
      order: { measure: 'glucose', limits: { reference: { low: 70, high: 180 }, critical: { high: 300 } } },
    },
    { at: '+5min', grant: { measure: 'glucose' } },
    { alerts: {} },
    { at: 'd1 09:00', reading: { value: '212 mg/dL' } },
    { at: '+1h', reading: { value: '120 mg/dL' } },
    { at: '+1h', reading: { value: '61 mg/dL' } },
    { at: '+1h', reading: { value: '99 mg/dL' } },
    { at: '+1h', reading: { value: '310 mg/dL' } },
  ],
});
