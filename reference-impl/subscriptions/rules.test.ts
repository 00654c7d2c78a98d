import { describe, expect, test } from 'vitest';
import type { InboxItem } from '../../contract/domain/inbox-item.ts';
import { keyOf } from '../../contract/domain/identifier.ts';
import { JANE, JOHN, OKAFOR, RIVERA } from '../world.test-helper.ts';
import type { Caller } from '../pipeline.ts';
import { subscriptionOf } from './courier.test-helper.ts';
import { BOUNDS, pauseMs, TIMING } from './bounds.ts';
import { endpointProblem } from './endpoint.ts';
import { fits } from './fits.ts';
import { badHeader, headerOf } from './headers.ts';
import { isOwn } from './may-subscribe.ts';
import type { Criterion, Maker } from './subscription.ts';

const item: InboxItem = {
  identifier: { system: 'i', value: '1' },
  version: 1,
  kind: 'critical',
  status: 'new',
  patient: JANE,
  order: { system: 'o', value: '1' },
  recipient: RIVERA,
  interpretation: [],
  history: [],
};

describe('an item fits', () => {
  const owner = (...anyOf: string[]): Criterion => ({ parameter: 'owner', anyOf });
  const patient = (...anyOf: string[]): Criterion => ({ parameter: 'patient', anyOf });
  const code = (...anyOf: string[]): Criterion => ({ parameter: 'code', anyOf });
  test.each<[string, readonly Criterion[], boolean]>([
    ['no filter at all', [], true],
    ['its owner', [owner(keyOf(RIVERA))], true],
    ['one of several owners', [owner(keyOf(OKAFOR), keyOf(RIVERA))], true],
    ['another owner', [owner(keyOf(OKAFOR))], false],
    ['its patient', [patient(keyOf(JANE))], true],
    ['another patient', [patient(keyOf(JOHN))], false],
    ['its kind', [code('abnormal', 'critical')], true],
    ['another kind', [code('abnormal')], false],
    ['owner and another patient', [owner(keyOf(RIVERA)), patient(keyOf(JOHN))], false],
    ['the same parameter twice, once not met', [code('critical'), code('abnormal')], false],
    ['a patient whose key is that of its owner', [patient(keyOf(RIVERA))], false],
    ['no value', [code()], false],
  ])('%s: %s', (_title, criteria, expected) => {
    expect(fits(criteria, item)).toBe(expected);
  });
});

describe('an endpoint', () => {
  test.each([
    'http://127.0.0.1:9911/notify/7f3a',
    'http://127.255.0.9/',
    'http://localhost:80/x?y=z',
    'http://[::1]:8080/',
    'https://127.0.0.1/secure',
    'http://0x7f000001/',
    'http://2130706433/',
  ])('%s is loopback', (url) => {
    expect(endpointProblem(url, [])).toBeUndefined();
  });
  test.each<[string, RegExp]>([
    ['http://10.0.0.1/', /loopback/],
    ['http://169.254.169.254/latest/meta-data', /loopback/],
    ['http://0.0.0.0:80/', /loopback/],
    ['http://[::ffff:10.0.0.1]/', /loopback/],
    ['http://localhost.example/', /loopback/],
    ['http://127.0.0.1.example/', /loopback/],
    ['http://example/127.0.0.1', /loopback/],
    ['http://user:secret@127.0.0.1/', /header/],
    ['http://127.0.0.1/#part', /fragment/],
    ['file:///etc/passwd', /http/],
    ['ftp://127.0.0.1/', /http/],
    ['/notify', /absolute/],
    ['', /absolute/],
    [`http://127.0.0.1/${'a'.repeat(BOUNDS.endpointLength)}`, /longer/],
  ])('%s is refused', (url, why) => {
    expect(endpointProblem(url, [])).toMatch(why);
  });
  test('elsewhere is for the operator to allow, by host or by host and port', () => {
    const allowed = ['ehr.example', 'other.example:8443'];
    expect(endpointProblem('https://ehr.example:99/x', allowed)).toBeUndefined();
    expect(endpointProblem('https://other.example:8443/x', allowed)).toBeUndefined();
    expect(endpointProblem('https://other.example:8444/x', allowed)).toMatch(/loopback/);
    expect(endpointProblem('https://sub.ehr.example/x', allowed)).toMatch(/loopback and the hosts/);
  });
  test('elsewhere never in clear, whoever allows the host', () => {
    expect(endpointProblem('http://ehr.example/x', ['ehr.example'])).toBe('outside loopback only https');
    expect(endpointProblem('http://127.0.0.1/x', ['127.0.0.1'])).toBeUndefined();
  });
});

describe('a subscription is the caller’s own', () => {
  const of = (by: Maker, caller: Caller) => isOwn(subscriptionOf({ by }), caller);
  test('by person, whatever client they use, or by client where nobody in particular speaks', () => {
    const rivera = { role: 'clinician', subject: RIVERA, client: 'a' } as const;
    expect(of(rivera, { ...rivera, client: 'b' })).toBe(true);
    expect(of(rivera, { ...rivera, subject: OKAFOR })).toBe(false);
    expect(of(rivera, { role: 'clinician', client: 'a' })).toBe(false);
    expect(of({ role: 'clinician', client: 'a' }, rivera)).toBe(false);
    expect(of({ role: 'ehr', client: 'a' }, { role: 'ehr', client: 'a' })).toBe(true);
    expect(of({ role: 'ehr', client: 'a' }, { role: 'ehr', client: 'b' })).toBe(false);
    expect(of({ role: 'ehr', client: 'a' }, { role: 'clinician', client: 'a' })).toBe(false);
  });
});

describe('a header', () => {
  test('is split at its first colon', () => {
    expect(headerOf('Authorization: Bearer a:b')).toEqual({ name: 'Authorization', value: 'Bearer a:b' });
    expect(headerOf('X-Run:7')).toEqual({ name: 'X-Run', value: '7' });
  });
  test.each([
    'Bearer abc',
    'Host: other.example',
    'Content-Type: text/html',
    'Content-Length: 0',
    'Transfer-Encoding: chunked',
    'Connection: upgrade',
    'Cookie: a=b',
    'Authorization:',
    'Authorization: a\r\nHost: b',
    'Authorization: a\nb',
    'Authorization: ü',
    'X-: a',
    'X-a b: c',
    ': a',
    `X-Long: ${'a'.repeat(BOUNDS.headerLength)}`,
  ])('%j is not sent', (text) => {
    expect(headerOf(text)).toBeUndefined();
    expect(badHeader(['X-Good: 1', text])).toBe(1);
  });
  test('one too many is told', () => {
    const many = Array.from({ length: BOUNDS.headers + 1 }, (_, i) => `X-H${i}: 1`);
    expect(badHeader(many)).toBe(BOUNDS.headers);
    expect(badHeader(many.slice(1))).toBeUndefined();
    expect(badHeader([])).toBeUndefined();
  });
});

test('pauses double from the first to the longest, and no further', () => {
  const pauses = [1, 2, 3, 7, 8, 9, 1000, 1e9].map((n) => pauseMs(TIMING, n));
  expect(pauses).toEqual([500, 1000, 2000, 32_000, 60_000, 60_000, 60_000, 60_000]);
});
