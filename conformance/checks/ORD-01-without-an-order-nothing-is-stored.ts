import { check } from './check.ts';

export const checkORD01 = check({
  requirement: 'ORD-01',
  sentence: 'Without an active order for the measure nothing is stored',
  factor: 'whether the patient has an order',
  patients: ['ordered', 'unordered'],
  acts: [
    {
      at: 'd1 08:00',
      order: { measure: 'glucose', limits: { reference: { low: 70, high: 180 } }, patient: 'ordered' },
    },
    { at: '+5min', grant: { patient: 'ordered', measure: 'glucose' } },
    { at: '+1min', grant: { patient: 'unordered', measure: 'glucose' } },
    { at: 'd1 09:00', reading: { value: '250 mg/dL', patient: 'ordered' } },
    { at: '+1min', reading: { value: '250 mg/dL', patient: 'unordered' } },
  ],
});
