import { describe, expect, test } from 'vitest';
import { redact, Redactor } from './redact.ts';

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

test('what a request carried is taken out wherever it is shown back', () => {
  const redactor = new Redactor();
  expect(redactor.text('opaque-token-1')).toBe('opaque-token-1');
  redactor.wire('GET / HTTP/1.1\r\nAuthorization: Bearer opaque-token-1\r\nAccept: */*\r\n');
  expect(redactor.wire('{"diagnostics":"who is opaque-token-1?"}')).toBe('{"diagnostics":"who is [redacted]?"}');
  expect(redactor.text('{"text":"opaque-token-1"}')).toBe('{"text":"[redacted]"}');
});
test('a short value is no secret that could be told from a word', () => {
  const redactor = new Redactor();
  redactor.wire('Authorization: Bearer abc');
  expect(redactor.text('abc')).toBe('abc');
});

describe('a credential that is a word of the format', () => {
  const line = {
    kind: 'op',
    lane: 'clinician/fhir',
    actor: 'clinician:rivera',
    act: 'clinician',
    at: 12345678901,
    output: { clinician: 'the clinician', told: ['clinician'], actor: 'clinician' },
  };
  const isOfFormat = (l: unknown): boolean => (l as typeof line).act === 'clinician';
  const redactor = new Redactor();
  redactor.wire('Authorization: Bearer clinician');
  redactor.wire('Authorization: Bearer 12345678');

  test('stays in names, in what the format needs and in names of the harness, and nowhere else', () =>
    expect(JSON.parse(redactor.record(line, isOfFormat))).toEqual({
      ...line,
      output: { clinician: 'the [redacted]', told: ['[redacted]'], actor: '[redacted]' },
    }));
  test('nor does one with a quotation mark', () => {
    redactor.wire('Authorization: Bearer quoted"token');
    expect(redactor.record({ said: 'a quoted"token' }, () => true)).toBe('{"said":"a [redacted]"}');
  });
  test('and any other in no text', () => {
    redactor.wire('Authorization: Bearer opaque-token-1');
    const text = redactor.record({ said: 'opaque-token-1', more: [{ said: 'is "opaque-token-1"' }] }, () => true);
    expect(text).toBe('{"said":"[redacted]","more":[{"said":"is \\"[redacted]\\""}]}');
  });
});
