import { describe, expect, test } from 'vitest';
import { type JsonObject, parseLossless } from '../../../contract/wire/json/lossless.ts';
import type { HttpExchange } from '../http.ts';
import { ReturnedResources } from './returned-resources.ts';

const FHIR = { 'content-type': 'application/fhir+json; charset=utf-8' };
const exchange = (body: string, headers: HttpExchange['headers'] = FHIR): HttpExchange => ({
  sent: 0,
  settled: 1,
  wall: '2026-03-03T12:00:00.000Z',
  status: 200,
  headers,
  body,
});
const noted = (...values: readonly object[]) => {
  const returned = new ReturnedResources();
  for (const [i, value] of values.entries()) {
    const body = JSON.stringify(value);
    returned.note(parseLossless(body) as JsonObject, exchange(body), `GET http://127.0.0.1/fhir/${i}`);
  }
  return returned.summary();
};
const observation = (id: string, more: object = {}) => ({
  resourceType: 'Observation',
  id,
  status: 'final',
  code: { text: 'glucose' },
  ...more,
});
const bundle = (...resources: readonly object[]) => ({
  resourceType: 'Bundle',
  type: 'searchset',
  entry: resources.map((resource) => ({ resource })),
});

describe('what was returned', () => {
  test('is counted by type, those of bundles too', () =>
    expect(noted(observation('a'), bundle(observation('b'), { resourceType: 'Patient', id: 'p' }))).toEqual({
      checked: [
        { type: 'Bundle', count: 1 },
        { type: 'Observation', count: 2 },
        { type: 'Patient', count: 1 },
      ],
      flaws: [],
    }));
  test('is judged once where the same bytes come again', () =>
    expect(noted(observation('a'), observation('a'), observation('b')).checked).toEqual([
      { type: 'Observation', count: 2 },
    ]));
  test('is judged once where a page comes again with one more on it', () =>
    expect(noted(bundle(observation('a')), bundle(observation('a'), observation('b'))).checked).toEqual([
      { type: 'Bundle', count: 2 },
      { type: 'Observation', count: 2 },
    ]));
  test('is judged anew where the same id comes with other content', () =>
    expect(noted(bundle(observation('a')), bundle(observation('a', { status: 'done' }))).flaws).toMatchObject([
      { id: 'a', path: 'Observation.status', times: 1 },
    ]));
  test('is named with its id, the path within it, and what it came in answer to', () =>
    expect(noted(observation('a'), bundle(observation('b'), observation('c', { status: 'done' }))).flaws).toEqual([
      {
        type: 'Observation',
        id: 'c',
        path: 'Observation.status',
        expected: 'a code of observation-status',
        found: '"done"',
        request: 'GET http://127.0.0.1/fhir/1',
        times: 1,
      },
    ]));
  test('with one flaw many times is one flaw, whatever its place in a list', () => {
    const { flaws } = noted(
      observation('a', { component: [{ code: { text: 'x' } }, { valueString: 'y' }] }),
      observation('b', { component: [{ valueString: 'z' }] }),
    );
    expect(flaws.map(({ path, times }) => [path, times])).toEqual([['Observation.component[1].code', 2]]);
  });
  test('a bundle is judged by what is its own, and a bundle within it too', () => {
    const { flaws, checked } = noted({ ...bundle(bundle(observation('a', { status: 1 }))), type: 'list' });
    expect(checked).toContainEqual({ type: 'Bundle', count: 2 });
    expect(flaws.map(({ path }) => path)).toEqual(['Bundle.type', 'Observation.status']);
  });
});

describe('what is no resource', () => {
  test.each<[string, string | undefined, HttpExchange['headers'], number]>([
    ['no JSON', undefined, FHIR, 0],
    ['an object that claims nothing', '{"issuer":"x"}', { 'content-type': 'application/json' }, 0],
    ['an object that claims to be FHIR', '{"issuer":"x"}', FHIR, 1],
    ['a resource under another media type', '{"resourceType":"Nothing","id":"a"}', {}, 1],
  ])('%s', (_, body, headers, count) => {
    const returned = new ReturnedResources();
    const json = body === undefined ? undefined : (parseLossless(body) as JsonObject);
    returned.note(json, exchange(body ?? '<html>', headers), 'GET x');
    expect(returned.summary().flaws).toHaveLength(count);
  });
  test('texts that are too long for a history are cut', () => {
    const [flaw] = noted({ resourceType: 'Patient', id: 'x'.repeat(400), gender: 'y'.repeat(900) }).flaws;
    expect(flaw?.id?.length).toBe(80);
    expect(flaw?.found.length).toBeLessThan(300);
  });
});
