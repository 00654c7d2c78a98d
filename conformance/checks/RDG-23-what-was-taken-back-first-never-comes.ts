import { check } from './check.ts';

export const checkRDG23 = check({
  requirement: 'RDG-23',
  sentence: 'What was taken back before it came never comes',
  factor: 'whether the identifier was taken back',

  acts: [
    { at: 'd1 08:00', order: { measure: 'glucose', limits: { reference: { low: 70, high: 180 } } } },
    { at: '+5min', grant: { measure: 'glucose' } },
    { at: 'd1 09:00', reading: { value: '250 mg/dL', status: 'entered-in-error', name: 'gone' } },
    { at: 'd1 10:00', reading: { value: '250 mg/dL', identifierOf: 'gone', effective: 'd1 09:00' } },
    { at: 'd1 11:00', reading: { value: '250 mg/dL' } },
  ],
});
