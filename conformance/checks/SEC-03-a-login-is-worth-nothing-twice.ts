import { check } from './check.ts';

export const checkSEC03 = check({
  requirement: 'SEC-03',
  sentence: 'A client assertion that was used before gets no token',
  factor: 'whether the jti was used before',
  bindings: ['fhir'],
  acts: [
    { at: 'd1 08:00', try: { attempt: 'log-in' } },
    { try: { attempt: 'log-in-with-used-assertion' } },
    { try: { attempt: 'log-in-with-used-jti' } },
    { try: { attempt: 'log-in' } },
  ],
});
