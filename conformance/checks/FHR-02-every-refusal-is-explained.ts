import { check } from './check.ts';

export const checkFHR02 = check({
  requirement: 'FHR-02',
  sentence: 'Every refusal carries a well-formed OperationOutcome',
  factor: 'whether the request is refused',
  bindings: ['fhir'],
  acts: [
    { at: 'd1 08:00', order: { measure: 'glucose', limits: { reference: { low: 70, high: 180 } } } },
    { at: 'd1 08:30', reading: { value: '250 mg/dL' } },
    { at: '+5min', grant: { measure: 'glucose' } },
    { at: 'd1 09:00', reading: { value: '250 mg/dL' } },
    { at: '+1h', reading: { value: '251 mg/dL', defect: { kind: 'unknown-unit', unit: 'mgdl' } } },
    // What the framework refuses before anybody has read it.
    { try: { attempt: 'send-malformed' } },
    { try: { attempt: 'ask-for-unknown-type' } },
    { try: { attempt: 'create-without-token' } },
  ],
});
