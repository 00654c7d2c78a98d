import { check } from './check.ts';

/** One of everything that a system returns; what other lanes of the run got back is judged with it. */
export const checkFHR03 = check({
  requirement: 'FHR-03',
  sentence: 'Every resource that is returned has the structure of FHIR R4',
  factor: 'whether the resource is R4',
  bindings: ['fhir'],
  acts: [
    { at: 'd1 08:00', order: { measure: 'glucose', limits: { reference: { low: 70, high: 180 } } } },
    { at: 'd1 08:02', reading: { value: '250 mg/dL' } },
    { at: '+5min', grant: { measure: 'glucose' } },
    { at: 'd1 09:00', reading: { value: '250 mg/dL', name: 'high' } },
    { at: '+5min', seen: { reading: 'high' } },
    { message: { reading: 'high', text: 'Please measure again before lunch.' } },
    { messages: {} },
    { at: 'd1 10:00', reading: { value: '120 mg/dL' } },
    { audit: {} },
  ],
});
