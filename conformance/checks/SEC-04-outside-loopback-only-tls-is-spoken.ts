import { check } from './check.ts';

export const checkSEC04 = check({
  requirement: 'SEC-04',
  sentence: 'What is reached from outside speaks TLS, and serves nothing in clear',
  factor: 'whether the connection is in clear',
  bindings: ['fhir', 'hl7v2'],
  acts: [{ at: 'd1 08:00', try: { attempt: 'speak-tls' } }, { try: { attempt: 'speak-clear' } }],
});
