import { check } from './check.ts';

export const checkSEC01 = check({
  requirement: 'SEC-01',
  sentence: 'Without a token, or with one that is not as it should be, nothing happens',
  factor: 'the token',
  bindings: ['fhir'],
  acts: [
    { at: 'd1 07:00', order: { measure: 'glucose', limits: { reference: { high: 180 } } } },
    { at: '+5min', grant: { measure: 'glucose' } },
    { at: 'd1 07:30', reading: { value: '121 mg/dL' } },
    { at: 'd1 08:00', try: { attempt: 'create' } },
    { try: { attempt: 'create-without-token' } },
    { try: { attempt: 'create-with-expired-token' } },
    { try: { attempt: 'create-with-forged-token' } },
    { try: { attempt: 'create-with-token-for-another' } },
    { try: { attempt: 'read-without-token' } },
    { try: { attempt: 'change-without-token' } },
  ],
});
