import { check } from './check.ts';

export const checkRDG01 = check({
  requirement: 'RDG-01',
  sentence: 'Value with its digits, unit, time with its offset, code, status and device are kept as sent',
  factor: 'the digits written',
  acts: [
    { at: 'd1 08:00', order: { measure: 'glucose', limits: { reference: { low: 70, high: 180 } } } },
    { at: '+1min', order: { measure: 'weight', limits: { reference: { high: 95 } } } },
    { at: '+5min', grant: { measure: 'glucose' } },
    { at: '+1min', grant: { measure: 'weight' } },
    { at: 'd1 09:00', reading: { value: '7.0 mmol/L' } },
    { at: '+1h', reading: { value: '7 mmol/L' } },
    { at: '+1h', reading: { value: '126 mg/dL' } },
    { at: '+1h', reading: { value: '82.40 kg' } },
    { at: '+1h', reading: { value: '212 mg/dL' } },
    { at: '+1h', reading: { value: '131 mg/dL', status: 'preliminary' } },
    // Measured to the second, by a meter that nobody named.
    { at: '+1h', reading: { value: '127 mg/dL', effective: 'd1 14:10:17', device: 'none' } },
    { read: { measure: 'glucose' } },
    { read: { measure: 'weight' } },
  ],
});
