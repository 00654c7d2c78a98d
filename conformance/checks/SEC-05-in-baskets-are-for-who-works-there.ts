import { check } from './check.ts';

export const checkSEC05 = check({
  requirement: 'SEC-05',
  sentence: 'The In Baskets are shown to those who work there, and to no patient or gateway',
  factor: 'whose token asks',
  bindings: ['fhir'],
  acts: [
    { at: 'd1 08:00', order: { measure: 'glucose', limits: { reference: { high: 180 } } } },
    { at: '+5min', grant: { measure: 'glucose' } },
    { at: 'd1 09:00', reading: { value: '212 mg/dL', name: 'high' } },
    { seen: { reading: 'high' } },
    { try: { attempt: 'inbox-as-clinician' } },
    { try: { attempt: 'inbox-as-patient' } },
    { try: { attempt: 'inbox-as-gateway' } },
  ],
});
