import { check } from './check.ts';

export const checkALR27 = check({
  requirement: 'ALR-27',
  sentence: 'An alert is sent again, the same, until it is acknowledged, and then never',
  factor: 'whether it was acknowledged',
  acts: [
    { at: 'd1 08:00', order: { measure: 'glucose', limits: { reference: { low: 70, high: 180 } } } },
    { at: '+5min', grant: { measure: 'glucose' } },
    { alerts: { replies: ['taken', 'cut', 'later', 'silence'] } },
    { at: 'd1 09:00', reading: { value: '212 mg/dL' } },
    { at: '+1h', reading: { value: '213 mg/dL' } },
    { at: '+1h', reading: { value: '61 mg/dL' } },
    { at: '+1h', reading: { value: '214 mg/dL' } },
    { at: '+1h', reading: { value: '62 mg/dL' } },
  ],
});
