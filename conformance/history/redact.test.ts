import { expect, test } from 'vitest';
import { redact } from './redact.ts';

const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ2cCJ9.c2lnbmF0dXJl';

test.each([
  [`Authorization: Bearer ${jwt}`, 'Authorization: [redacted]'],
  ['authorization: Basic dXNlcjpwYXNz', 'authorization: [redacted]'],
  ['Set-Cookie: session=1; HttpOnly', 'Set-Cookie: [redacted]'],
  ['X-Api-Key: 42', 'X-Api-Key: [redacted]'],
  [`{"header":["Authorization: Bearer ${jwt}"]}`, '{"header":["Authorization: Bearer [redacted]"]}'],
  [`{"access_token":"${jwt}"}`, '{"access_token":"[redacted]"}'],
])('%s', (text, stored) => expect(redact(text)).toBe(stored));

test.each([
  'Accept: application/fhir+json',
  '{"display":"Bearer of news"}',
  'MSH|^~\\&|EHR|GOODHEALTH|||20260303||ORU^R01|1|T|2.5.1',
  '{"value":"eyJ"}',
])('leaves %s', (text) => expect(redact(text)).toBe(text));
