import { check } from './check.ts';

export const checkAUD03 = check({
  requirement: 'AUD-03',
  sentence: 'Records of the audit can be read, and neither changed nor deleted',
  factor: 'what is asked of the record',
  bindings: ['fhir'],
  acts: [
    { at: 'd1 08:00', order: { measure: 'glucose', limits: { reference: { high: 180 } } } },
    { at: '+1min', try: { attempt: 'read-record' } },
    { try: { attempt: 'delete-record' } },
    { try: { attempt: 'change-record' } },
  ],
});
