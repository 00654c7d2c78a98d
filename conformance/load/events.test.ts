import { describe, expect, test } from 'vitest';
import { operationOutcome } from '../../contract/wire/fhir/outcome.ts';
import { writeLossless } from '../../contract/wire/json/lossless.ts';
import { answersOf, parseEvent, type SendEvent } from './events.ts';

const event = (status: string, tail = ''): SendEvent => ({
  channel: 0,
  index: 3,
  started: 1000,
  sent: 1001,
  settled: 1003,
  status,
  tail,
});

describe('a line of a sender', () => {
  test('says channel, index, instants, status and the rest', () => {
    expect(parseEvent('vp1 0 3 1000 1001 1003 201 201:Observation/o42')).toEqual(event('201', '201:Observation/o42'));
    expect(parseEvent('vp1 0 3 1000 1001 1003 AA')).toEqual(event('AA'));
    expect(parseEvent('vp1 0 3 1000 1001 1003 0 {"error":"connection refused"}')).toEqual(
      event('0', '{"error":"connection refused"}'),
    );
  });
  test.each([
    ['level=warning msg="slow"'],
    [''],
    ['vp1 0 3 1000 1001'],
    ['vp2 0 3 1000 1001 1003 201'],
    ['vp1 0 -3 1000 1001 1003 201'],
    [' vp1 0 3 1000 1001 1003 201'],
  ])('what is none is not guessed at: %s', (line) => {
    expect(parseEvent(line)).toBeUndefined();
  });
});

describe('what the readings of a send count as', () => {
  test('a post that was taken is ok, with the logical id', () => {
    expect(answersOf(event('201', '201:Observation/o42'), 1)).toEqual([
      { outcome: 'ok', answer: { code: '201', id: 'Observation/o42' } },
    ]);
    expect(answersOf(event('200'), 1)).toEqual([{ outcome: 'ok', answer: { code: '200' } }]);
  });
  test('of a bundle each entry has its own answer', () => {
    expect(answersOf(event('200', '201:Observation/a 422: 500:'), 3).map((a) => a.outcome)).toEqual([
      'ok',
      'refused',
      'unknown',
    ]);
  });
  test('an entry that was not judged is as open as a send of its own', () => {
    expect(answersOf(event('200', '408: 429: 503: 404:'), 4).map((a) => a.outcome)).toEqual([
      'unknown',
      'unknown',
      'unknown',
      'refused',
    ]);
  });
  test('a bundle that answers another number of entries leaves all of them open', () => {
    const answers = answersOf(event('200', '201:Observation/a'), 2);
    expect(answers.map((a) => a.outcome)).toEqual(['unknown', 'unknown']);
    expect(answers[0]?.answer.text).toContain('2 entries');
  });
  test('4xx is refused, with the reason of its OperationOutcome', () => {
    const body = writeLossless(operationOutcome({ code: 'no-permission' }));
    const [first, second] = answersOf(event('422', JSON.stringify({ body })), 2);
    expect(first?.outcome).toBe('refused');
    expect(first?.answer).toMatchObject({ code: '422', refusal: 'no-permission', explained: true });
    expect(second).toEqual(first);
  });
  test('a 4xx without a reason is refused and unexplained', () => {
    expect(answersOf(event('400', JSON.stringify({ body: '<html>no</html>' })), 1)[0]?.answer).toMatchObject({
      explained: false,
    });
  });
  test.each([['500'], ['503'], ['302'], ['408'], ['429'], ['0']])(
    'status %s leaves open whether it took effect',
    (status) => {
      const [answer] = answersOf(event(status, JSON.stringify({ error: 'reset' })), 1);
      expect(answer?.outcome).toBe('unknown');
      expect(answer?.answer.code).toBe(status === '0' ? undefined : status);
    },
  );
  test('an acknowledgement answers every reading of its message', () => {
    expect(answersOf(event('AA'), 2)).toEqual(
      Array.from({ length: 2 }, () => ({ outcome: 'ok', answer: { code: 'AA', correlated: true } })),
    );
  });
  test('what else came of a message is what the MLLP sender made of it', () => {
    const counted = { outcome: 'refused', answer: { code: 'AE', refusal: 'bad-value', correlated: true } };
    expect(answersOf(event('AE', JSON.stringify(counted)), 1)).toEqual([counted]);
  });
  test('a tail that nobody wrote is text, and nothing follows from it', () => {
    expect(answersOf(event('0', 'garbage'), 1)).toEqual([{ outcome: 'unknown', answer: { text: 'garbage' } }]);
  });
});
