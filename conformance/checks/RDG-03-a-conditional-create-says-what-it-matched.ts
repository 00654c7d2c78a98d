import { check } from './check.ts';

export const checkRDG03 = check({
  requirement: 'RDG-03',
  sentence: 'A conditional create is answered by how many readings match: 201, 200 or 412',
  factor: 'how many readings match its condition',
  bindings: ['fhir'],
  acts: [
    { at: 'd1 08:00', order: { measure: 'glucose', limits: { reference: { low: 70, high: 180 } } } },
    { at: '+5min', grant: { measure: 'glucose' } },
    { at: 'd1 09:00', reading: { value: '111 mg/dL', name: 'first', conditional: true } },
    { at: '+5min', replay: { reading: 'first' } },
    { at: '+5min', reading: { value: '112 mg/dL', name: 'second', conditional: true } },
    { at: '+5min', reading: { value: '113 mg/dL', conditional: ['first', 'second'] } },
  ],
});
