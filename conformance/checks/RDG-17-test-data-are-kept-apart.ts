import { check } from './check.ts';

/** The mark of a test is MSH-11 in HL7 v2 and meta.security in FHIR, each of which is sent otherwise over its own wire alone. */
export const checkRDG17 = check({
  requirement: 'RDG-17',
  sentence: 'What a test system holds is marked as a test, and data of production do not come in',
  factor: 'whether a reading is marked as a test when it comes',
  acts: [
    { at: 'd1 08:00', order: { measure: 'glucose', limits: { reference: { low: 70, high: 180 } } } },
    { at: '+5min', grant: { measure: 'glucose' } },
    { at: 'd1 09:00', reading: { value: '211 mg/dL' } },
    { at: '+5min', reading: { value: '212 mg/dL', defect: { kind: 'processing-id', id: 'P' } } },
    { at: '+5min', reading: { value: '213 mg/dL', defect: { kind: 'unmarked' } } },
    { at: '+5min', try: { attempt: 'read-marked-as-test' } },
    { try: { attempt: 'find-unmarked' } },
  ],
});
