import { check } from './check.ts';

/** HL7 v2 orders arrive signed, so this is checked over FHIR alone. */
export const checkORD04 = check({
  requirement: 'ORD-04',
  sentence: 'An order admits readings once it is signed, and none while it is a draft',
  factor: 'whether the order is signed',
  bindings: ['fhir'],
  acts: [
    { at: 'd1 08:00', order: { measure: 'glucose', limits: { reference: { low: 70, high: 180 } }, status: 'draft' } },
    { at: '+5min', grant: { measure: 'glucose' } },
    { at: 'd1 09:00', reading: { value: '250 mg/dL' } },
    { at: 'd1 10:00', change: { status: 'active', effectiveFrom: '+0s' } },
    { at: 'd1 11:00', reading: { value: '250 mg/dL' } },
  ],
});
