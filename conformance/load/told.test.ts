import { describe, expect, test } from 'vitest';
import { type CameBack, tailOf } from '../../scenarios/load/shared/told.ts';
import { answersOf, parseEvent } from './events.ts';

/** How many readings a post of two, or of one, counts as made, by what came back of it. */
const outcomes = (came: Partial<CameBack>, asBundle = false): readonly string[] => {
  const whole: CameBack = { status: 201, location: undefined, body: '', error: '', ...came };
  const event = parseEvent(`vp1 0 3 1000 1001 1003 ${whole.status} ${tailOf(whole, asBundle)}`.trimEnd());
  if (event === undefined) throw new Error('no line of a sender');
  return answersOf(event, asBundle ? 2 : 1).map(({ outcome, answer }) => [outcome, answer.id].join(' ').trim());
};
const HTML = '<!doctype html><title>Sign in</title>';

describe('what a load script tells of a single post', () => {
  test.each<[Partial<CameBack>, string]>([
    [{ location: 'http://h/fhir/Observation/o42/_history/1', body: '{"id":"o42"}' }, 'ok Observation/o42'],
    [{ location: 'Observation/o42', body: null }, 'ok Observation/o42'],
    [{ status: 200, body: ' \n{"resourceType":"Observation"}' }, 'ok'],
    [{ status: 204 }, 'ok'],
    [{ status: 200, body: HTML }, 'unknown'],
    [{ status: 422, body: '{"resourceType":"OperationOutcome"}' }, 'refused'],
    [{ status: 503, body: HTML }, 'unknown'],
    [{ status: 429, body: '{"resourceType":"OperationOutcome"}' }, 'unknown'],
    [{ status: 0, error: 'dial: connection refused' }, 'unknown'],
  ])('%j is %s', (came, outcome) => expect(outcomes(came)).toEqual([outcome]));
});

describe('what it tells of a bundle', () => {
  const entry = (...responses: object[]): string =>
    JSON.stringify({ entry: responses.map((response) => ({ response })) });
  test.each<[string, readonly string[]]>([
    [
      entry({ status: '201 Created', location: 'Observation/a/_history/1' }, { status: '422' }),
      ['ok Observation/a', 'refused'],
    ],
    [entry({ status: '201' }), ['unknown', 'unknown']],
    [HTML, ['unknown', 'unknown']],
    ['{"entry":', ['unknown', 'unknown']],
    ['', ['unknown', 'unknown']],
  ])('%j', (body, each) => expect(outcomes({ status: 200, body }, true)).toEqual(each));
});
