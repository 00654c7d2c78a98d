import { check } from './check.ts';

export const checkRDG06 = check({
  requirement: 'RDG-06',
  sentence: 'A unit that is unknown or does not fit the code is refused',
  factor: 'the unit',
  acts: [
    { at: 'd1 08:00', order: { measure: 'glucose', limits: { reference: { low: 70, high: 180 } } } },
    { order: { measure: 'weight', limits: { reference: { low: 50, high: 100 } } } },
    { at: '+5min', grant: { measure: 'glucose' } },
    { grant: { measure: 'weight' } },
    { at: 'd1 09:00', reading: { value: '250 mg/dL' } },
    { at: '+1h', reading: { value: '251 mg/dL', defect: { kind: 'unknown-unit', unit: 'mgdl' } } },
    { at: '+1h', reading: { value: '14.0 mmol/L', code: { system: 'http://loinc.org', code: '41653-7' } } },
    // A unit of the other measure.
    { at: '+1h', reading: { value: '90.0 kg', code: { system: 'http://loinc.org', code: '2339-0' } } },
    { at: '+1h', reading: { value: '80 mg/dL', code: { system: 'http://loinc.org', code: '29463-7' } } },
    { at: '+1h', reading: { value: '80.0 kg' } },
  ],
});
