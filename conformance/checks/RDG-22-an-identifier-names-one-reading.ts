import { check } from './check.ts';

export const checkRDG22 = check({
  requirement: 'RDG-22',
  sentence: 'Other content under an identifier that is in use changes nothing',
  factor: 'whether the identifier is in use',

  acts: [
    { at: 'd1 08:00', order: { measure: 'glucose', limits: { reference: { low: 70, high: 180 } } } },
    { at: '+5min', grant: { measure: 'glucose' } },
    { at: 'd1 09:00', reading: { value: '150 mg/dL', name: 'first' } },
    { at: 'd1 10:00', reading: { value: '250 mg/dL', identifierOf: 'first', effective: 'd1 09:00' } },
    { at: 'd1 11:00', reading: { value: '250 mg/dL' } },
  ],
});
