import { check } from './check.ts';

export const checkFHR06 = check({
  requirement: 'FHR-06',
  sentence: 'A search with a parameter that is not listed is refused',
  factor: 'whether the parameter is listed',
  bindings: ['fhir'],
  acts: [
    { at: 'd1 08:00', order: { measure: 'glucose', limits: { reference: { high: 180 } } } },
    { at: '+5min', grant: { measure: 'glucose' } },
    { at: 'd1 09:00', reading: { value: '212 mg/dL', name: 'high' } },
    { seen: { reading: 'high' } },
    { at: '+1min', try: { attempt: 'search' } },
    { try: { attempt: 'search-with-unknown-parameter' } },
    { try: { attempt: 'inbox-with-unknown-parameter' } },
  ],
});
