import { check } from './check.ts';

export const checkORD09 = check({
  requirement: 'ORD-09',
  sentence: 'An order for weight does not admit glucose',
  factor: 'the measure of the reading',
  acts: [
    { at: 'd1 08:00', order: { measure: 'weight', limits: { reference: { high: 95 } } } },
    { at: '+5min', grant: { measure: 'weight' } },
    { at: '+1min', grant: { measure: 'glucose' } },
    { at: 'd1 09:00', reading: { value: '96.0 kg' } },
    { at: '+1min', reading: { value: '250 mg/dL' } },
  ],
});
