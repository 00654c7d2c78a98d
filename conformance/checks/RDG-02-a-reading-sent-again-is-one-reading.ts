import { check } from './check.ts';

export const checkRDG02 = check({
  requirement: 'RDG-02',
  sentence: 'A reading sent again stays one record and one item',
  factor: 'whether the identifier is the same',
  acts: [
    { at: 'd1 08:00', order: { measure: 'glucose', limits: { reference: { low: 70, high: 180 } } } },
    { at: '+5min', grant: { measure: 'glucose' } },
    { at: 'd1 09:00', reading: { value: '250 mg/dL', name: 'once' } },
    { at: '+1min', replay: { reading: 'once' } },
    { at: '+1min', replay: { reading: 'once' } },
    // The same number, written otherwise.
    { at: '+1min', reading: { value: '250.0 mg/dL', identifierOf: 'once', effective: 'd1 09:00' } },
    { at: 'd1 10:00', reading: { value: '250 mg/dL' } },
  ],
});
