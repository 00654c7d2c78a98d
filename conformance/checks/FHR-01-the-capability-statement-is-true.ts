import { check } from './check.ts';

export const checkFHR01 = check({
  requirement: 'FHR-01',
  sentence: 'The capability statement is R4 and lists every interaction that is used',
  factor: 'whether the interaction is listed',
  bindings: ['fhir'],
  acts: [
    { at: 'd1 08:00', order: { measure: 'glucose', limits: { reference: { low: 70, high: 180 } } } },
    { at: '+5min', grant: { measure: 'glucose' } },
    { at: 'd1 09:00', reading: { value: '250 mg/dL' } },
    { at: '+1min', try: { attempt: 'delete-reading' } },
    { try: { attempt: 'ask-for-unknown-type' } },
    { at: '+1h', withdraw: { measure: 'glucose' } },
  ],
});
