import { check } from './check.ts';

export const checkSEC02 = check({
  requirement: 'SEC-02',
  sentence: "A scope for reading creates nothing, and a patient's token shows no other patient",
  factor: 'what the token is for',
  bindings: ['fhir'],
  patients: ['anna', 'berta'],
  acts: [
    { at: 'd1 08:00', order: { patient: 'anna', measure: 'glucose', limits: { reference: { high: 180 } } } },
    { at: '+5min', grant: { patient: 'anna', measure: 'glucose' } },
    { at: 'd1 09:00', reading: { patient: 'anna', value: '121 mg/dL' } },
    { at: '+1min', try: { patient: 'anna', attempt: 'permissions-of-a-patient' } },
    { try: { patient: 'anna', attempt: 'permissions-of-a-patient', by: 'berta' } },
    { try: { patient: 'anna', attempt: 'readings-of-a-patient', by: 'berta' } },
    { try: { patient: 'anna', attempt: 'create' } },
    { try: { patient: 'anna', attempt: 'create-with-reading-scope' } },
  ],
});
