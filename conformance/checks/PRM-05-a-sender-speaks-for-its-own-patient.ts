import { check } from './check.ts';

/** In HL7 v2 a sender is a connection, not a patient, so this is checked over FHIR alone. */
export const checkPRM05 = check({
  requirement: 'PRM-05',
  sentence: 'A sender admitted for one patient cannot file for another',
  factor: 'whose credentials carry the reading',
  bindings: ['fhir'],
  patients: ['anna', 'berta'],
  acts: [
    { at: 'd1 08:00', order: { measure: 'glucose', limits: { reference: { low: 70, high: 180 } }, patient: 'anna' } },
    { at: '+1min', order: { measure: 'glucose', limits: { reference: { low: 70, high: 180 } }, patient: 'berta' } },
    { at: '+5min', grant: { patient: 'anna', measure: 'glucose' } },
    { at: '+1min', grant: { patient: 'berta', measure: 'glucose' } },
    { at: 'd1 09:00', reading: { value: '250 mg/dL', patient: 'anna' } },
    { at: '+1min', reading: { patient: 'berta', value: '251 mg/dL', defect: { kind: 'sender-of', patient: 'anna' } } },
    // What is there already is told to nobody else either.
    { at: '+1min', reading: { patient: 'berta', value: '252 mg/dL', name: 'hers' } },
    { at: '+1min', replay: { patient: 'berta', reading: 'hers', defect: { kind: 'sender-of', patient: 'anna' } } },
  ],
});
