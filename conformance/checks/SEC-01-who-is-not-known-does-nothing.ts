import { check } from './check.ts';

export const checkSEC01 = check({
  requirement: 'SEC-01',
  sentence: 'Without a token, or with one that is not as it should be, nothing happens',
  factor: 'the token',
  bindings: ['fhir'],
  acts: [
    { at: 'd1 08:00', try: { attempt: 'create' } },
    { try: { attempt: 'create-without-token' } },
    { try: { attempt: 'create-with-expired-token' } },
    { try: { attempt: 'create-with-forged-token' } },
    { try: { attempt: 'create-with-token-for-another' } },
  ],
});
