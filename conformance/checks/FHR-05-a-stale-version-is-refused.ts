import { check } from './check.ts';

export const checkFHR05 = check({
  requirement: 'FHR-05',
  sentence: 'A change on a version that no longer stands is refused',
  factor: 'the version in If-Match',
  bindings: ['fhir'],
  acts: [
    { at: 'd1 08:00', order: { measure: 'glucose', limits: { reference: { high: 180 } } } },
    { at: '+1h', change: { limits: { reference: { high: 200 } } } },
    { at: '+1min', try: { attempt: 'change-current-version' } },
    { try: { attempt: 'change-stale-version' } },
    { at: '+5min', grant: { measure: 'glucose' } },
    { at: '+1h', reading: { value: '212 mg/dL', name: 'high' } },
    // The twin, on the version that stands, is the act itself.
    { seen: { reading: 'high' } },
    { at: '+1min', try: { attempt: 'act-on-stale-version' } },
  ],
});
