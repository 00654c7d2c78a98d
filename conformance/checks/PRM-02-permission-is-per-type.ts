import { check } from './check.ts';

export const checkPRM02 = check({
  requirement: 'PRM-02',
  sentence: 'Permission for weight does not admit glucose',
  factor: 'the type that was permitted',
  acts: [
    { at: 'd1 08:00', order: { measure: 'glucose', limits: { reference: { low: 70, high: 180 } } } },
    { at: '+1min', order: { measure: 'weight', limits: { reference: { high: 95 } } } },
    { at: '+5min', grant: { measure: 'weight' } },
    { at: 'd1 09:00', reading: { value: '96.0 kg' } },
    { at: '+1min', reading: { value: '250 mg/dL' } },
  ],
});
