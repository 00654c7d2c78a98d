import { check } from './check.ts';

export const checkLIM05 = check({
  requirement: 'LIM-05',
  sentence: 'An order with only a high, or only a low, limit works',
  factor: 'which bound the order states',
  patients: ['high-only', 'low-only'],
  acts: [
    { at: 'd1 08:00', order: { measure: 'glucose', limits: { reference: { high: 180 } }, patient: 'high-only' } },
    { at: '+1min', order: { measure: 'glucose', limits: { reference: { low: 70 } }, patient: 'low-only' } },
    { at: '+5min', grant: { patient: 'high-only', measure: 'glucose' } },
    { at: '+1min', grant: { patient: 'low-only', measure: 'glucose' } },
    { at: 'd1 09:00', reading: { value: '40 mg/dL', patient: 'high-only' } },
    { at: '+1min', reading: { value: '250 mg/dL', patient: 'high-only' } },
    { at: '+1min', reading: { value: '40 mg/dL', patient: 'low-only' } },
    { at: '+1min', reading: { value: '250 mg/dL', patient: 'low-only' } },
  ],
});
