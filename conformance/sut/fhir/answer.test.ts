import { describe, expect, test } from 'vitest';
import type { HttpExchange } from '../http.ts';
import { locationOf, outcomeOf, retryAfterMsOf } from './answer.ts';

const exchange = (status: number | undefined, body: string, headers: Record<string, string> = {}): HttpExchange => ({
  sent: 1,
  settled: 2,
  wall: '2026-03-03T12:00:00.000Z',
  headers,
  body,
  ...(status === undefined ? { failure: 'ECONNRESET' } : { status }),
});

const outcome = JSON.stringify({
  resourceType: 'OperationOutcome',
  issue: [
    {
      severity: 'error',
      code: 'business-rule',
      details: {
        coding: [{ system: 'https://vitalproof.example/fhir/CodeSystem/refusal', code: 'no-permission' }],
        text: 'No permission',
      },
    },
  ],
});

describe('what an answer means', () => {
  test.each([
    ['a resource', 201, '{"resourceType":"Observation","id":"o1"}', 'ok', { code: '201', id: 'Observation/o1' }],
    ['nothing', 204, '', 'ok', { code: '204' }],
    ['a page of HTML', 200, '<html>', 'unknown', { code: '200' }],
    ['half a JSON text', 200, '{"resourceType":', 'unknown', { code: '200' }],
    ['a JSON text that is no object', 200, '[]', 'unknown', { code: '200' }],
    [
      'a refusal with its reason',
      422,
      outcome,
      'refused',
      { code: '422', refusal: 'no-permission', explained: true, text: 'No permission' },
    ],
    ['a refusal without one', 404, '<html>', 'refused', { code: '404', explained: false }],
    ['an OperationOutcome without issues', 400, '{"resourceType":"OperationOutcome"}', 'refused', { explained: false }],
    ['a time-out of the server', 408, '', 'unknown', { code: '408' }],
    ['one of too many requests', 429, outcome, 'unknown', { code: '429', explained: true }],
    ['a redirect', 302, '', 'unknown', { code: '302' }],
    ['a server error', 503, outcome, 'unknown', { code: '503', refusal: 'no-permission', explained: true }],
    ['no answer', undefined, '', 'unknown', { text: 'ECONNRESET' }],
  ])('%s', (_what, status, body, expected, answer) => {
    const result = outcomeOf(exchange(status, body));
    expect(result.outcome).toBe(expected);
    expect(result.answer).toMatchObject(answer);
  });

  test('a long answer is cut for the history', () =>
    expect(outcomeOf(exchange(500, 'x'.repeat(100_000))).answer.text?.length).toBeLessThanOrEqual(2000));
});

test.each([
  ['http://h/fhir/Observation/o42/_history/1', 'Observation/o42'],
  ['Observation/o42', 'Observation/o42'],
  ['/fhir/Task/i-1', 'Task/i-1'],
  ['http://h/fhir/', undefined],
  ['', undefined],
])('the logical id in Location %s', (location, id) => expect(locationOf(exchange(201, '', { location }))).toBe(id));

describe('how long to wait', () => {
  const wall = '2026-03-03T12:00:00.000Z';
  const date = 'Tue, 03 Mar 2026 12:30:00 GMT';
  test.each<[string, Record<string, string>, number | undefined]>([
    ['unsaid', {}, undefined],
    ['seconds', { 'retry-after': '120' }, 120_000],
    ['at once', { 'retry-after': '0' }, 0],
    ['an instant, by our clock', { 'retry-after': 'Tue, 03 Mar 2026 12:00:07 GMT' }, 7000],
    ['an instant, by its own clock', { 'retry-after': 'Tue, 03 Mar 2026 12:30:07 GMT', date }, 7000],
    ['an instant that is over', { 'retry-after': 'Tue, 03 Mar 2026 11:00:00 GMT' }, 0],
    ['no instant', { 'retry-after': 'Tue, 99 Mar 2026 11:00:00 GMT' }, undefined],
    ['words', { 'retry-after': 'soon' }, undefined],
    ['a fraction', { 'retry-after': '1.5' }, undefined],
  ])('%s', (_what, headers, ms) => {
    expect(retryAfterMsOf({ headers, wall })).toBe(ms);
  });
});
