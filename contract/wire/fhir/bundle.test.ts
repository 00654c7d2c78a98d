import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../json/lossless.ts';
import {
  createBundle,
  historyBundle,
  readWriteBundle,
  readResponseBundle,
  readSearchset,
  responseBundle,
  searchset,
} from './bundle.ts';
import { parseCondition } from './condition.ts';
import { EXAMPLES } from './examples.ts';
import { complaints } from './validate.test-helper.ts';

const observation: JsonObject = { resourceType: 'Observation', id: 'o1' };

describe('a searchset', () => {
  test('gives its matches and the next link as it was given', () => {
    const set = searchset('http://h/fhir', [observation], { self: 'http://h/fhir/Observation', next: 'opaque ?&' });
    expect(readSearchset(set)).toEqual({ ok: true, value: { resources: [observation], next: 'opaque ?&' } });
    expect(set['entry']).toEqual([expect.objectContaining({ fullUrl: 'http://h/fhir/Observation/o1' })]);
  });
  test('may be empty and the last', () => {
    expect(readSearchset(searchset('b', [], { self: 's' }))).toEqual({ ok: true, value: { resources: [] } });
    expect(readSearchset({ resourceType: 'Bundle', type: 'searchset' })).toEqual({
      ok: true,
      value: { resources: [] },
    });
  });
  test('does not count outcomes and includes among its matches', () => {
    const entry = [
      { resource: observation },
      { resource: { resourceType: 'OperationOutcome' }, search: { mode: 'outcome' } },
      { resource: { resourceType: 'Patient' }, search: { mode: 'include' } },
    ];
    expect(readSearchset({ resourceType: 'Bundle', type: 'searchset', entry })).toMatchObject({
      value: { resources: [observation] },
    });
  });
  test('is not a history', () => {
    expect(readSearchset({ resourceType: 'Bundle', type: 'history' })).toMatchObject({
      refusal: { at: 'Bundle.type' },
    });
  });
});

describe('a history', () => {
  test('says of every version which request made it', () => {
    const versions = ['2', '1'].map((versionId) => ({
      ...EXAMPLES['reading-filed'],
      meta: { versionId, lastUpdated: '2026-03-03T13:05:12.000Z' },
    }));
    const bundle = historyBundle('http://h/fhir', versions, { self: 'http://h/fhir/Observation/o42/_history' });
    expect(complaints(bundle)).toEqual([]);
    expect(bundle).toMatchObject({
      type: 'history',
      entry: [
        { request: { method: 'PUT', url: 'Observation/o42' }, response: { status: '200', etag: 'W/"2"' } },
        { request: { method: 'POST', url: 'Observation' }, response: { status: '201', etag: 'W/"1"' } },
      ],
    });
  });
  test('of nothing has no entry, because R4 knows no empty list', () => {
    expect(historyBundle('http://h/fhir', [], { self: 'http://h/fhir/Observation/x/_history' })).not.toHaveProperty(
      'entry',
    );
  });
});

describe('an update in a batch', () => {
  const read = (request: JsonObject) => {
    const entry = [{ resource: observation, request: { method: 'PUT', ...request } }];
    const bundle = readWriteBundle({ resourceType: 'Bundle', type: 'batch', entry }, 'Observation');
    if (!bundle.ok) throw new Error(bundle.refusal.code);
    return bundle.value.entries[0];
  };

  test.each<[JsonObject, object]>([
    [{ url: 'Observation/o1' }, { id: 'o1' }],
    [
      { url: 'Observation/o1', ifMatch: 'W/"3"' },
      { id: 'o1', ifMatch: 3 },
    ],
    [{ url: 'Observation?identifier=urn:x%7Ca' }, { identifier: { system: 'urn:x', value: 'a' } }],
  ])('%j is read', (request, update) => {
    expect(read(request)).toEqual({ ok: true, value: { resource: observation, update } });
  });

  test.each<[JsonObject, string, string]>([
    [{ url: 'Patient/o1' }, 'unsupported-interaction', 'url'],
    [{ url: 'Observation' }, 'unsupported-interaction', 'url'],
    [{ url: 'Observation?code=a' }, 'unsupported-interaction', 'url'],
    [{ url: 'Observation/o1/_history/2' }, 'unsupported-interaction', 'url'],
    [{ url: 'Observation/o1', ifMatch: '*' }, 'stale-version', 'ifMatch'],
    [{ url: 'Observation/o1', ifMatch: '3' }, 'stale-version', 'ifMatch'],
  ])('%j is refused', (request, code, at) => {
    expect(read(request)).toMatchObject({ ok: false, refusal: { code, at: `Bundle.entry[0].request.${at}` } });
  });
});

describe('a batch', () => {
  test('comes back entry by entry', () => {
    const key = { system: 'urn:x', value: 'a|b&c=d %' };
    const bundle = createBundle('transaction', [
      { resource: observation, ifNoneExist: key },
      { resource: observation },
    ]);
    expect(readWriteBundle(bundle, 'Observation')).toMatchObject({
      value: {
        type: 'transaction',
        entries: [
          { ok: true, value: { resource: observation, ifNoneExist: key } },
          { ok: true, value: { resource: observation } },
        ],
      },
    });
  });
  test.each<[string, JsonObject, string, string]>([
    ['of another type', { method: 'POST', url: 'Patient' }, 'unsupported-interaction', 'Bundle.entry[0].request.url'],
    [
      'that deletes',
      { method: 'DELETE', url: 'Observation/o1' },
      'unsupported-interaction',
      'Bundle.entry[0].request.method',
    ],
    [
      'with a condition on a name',
      { method: 'POST', url: 'Observation', ifNoneExist: 'name=x' },
      'unsupported-parameter',
      'Bundle.entry[0].request.ifNoneExist',
    ],
    ...(
      [
        ['POST', 'Observation', 'ifMatch', 'W/"1"'],
        ['POST', 'Observation', 'ifNoneMatch', '*'],
        ['PUT', 'Observation/o1', 'ifNoneMatch', '*'],
        ['PUT', 'Observation/o1', 'ifModifiedSince', '2026-03-03T00:00:00Z'],
        ['PUT', 'Observation/o1', 'ifNoneExist', 'identifier=a|b'],
      ] as const
    ).map(([method, url, name, value]): [string, JsonObject, string, string] => [
      `of ${method} with ${name}`,
      { method, url, [name]: value },
      'unsupported-interaction',
      `Bundle.entry[0].request.${name}`,
    ]),
    [
      'with two conditions',
      { method: 'POST', url: 'Observation', ifNoneExist: 'identifier=a|b&identifier=c|d' },
      'unsupported-parameter',
      'Bundle.entry[0].request.ifNoneExist',
    ],
  ])('refuses an entry %s without spoiling the others', (_title, request, code, at) => {
    const bundle: JsonObject = {
      resourceType: 'Bundle',
      type: 'batch',
      entry: [
        { resource: observation, request },
        { resource: observation, request: { method: 'POST', url: 'Observation' } },
      ],
    };
    expect(readWriteBundle(bundle, 'Observation')).toMatchObject({
      value: { entries: [{ ok: false, refusal: { code, at } }, { ok: true }] },
    });
  });
  const posted: JsonObject = { method: 'POST', url: 'Observation' };
  const other = { modifierExtension: [{ url: 'urn:x' }] };
  test.each<[string, JsonObject, string]>([
    ['with another member', { ressource: observation, request: posted }, 'ressource'],
    ['under a modifier', { ...other, resource: observation, request: posted }, 'modifierExtension'],
    [
      'whose request is under one',
      { resource: observation, request: { ...posted, ...other } },
      'request.modifierExtension',
    ],
    [
      'with a condition misspelt',
      { resource: observation, request: { method: 'PUT', url: 'Observation/o1', ifMatches: 'W/"1"' } },
      'request.ifMatches',
    ],
  ])('refuses an entry %s', (_title, entry, at) => {
    const json = { resourceType: 'Bundle', type: 'batch', entry: [entry, { resource: observation, request: posted }] };
    const refusal = { code: 'field-not-understood', at: `Bundle.entry[0].${at}` };
    expect(readWriteBundle(json, 'Observation')).toMatchObject({
      value: { entries: [{ ok: false, refusal }, { ok: true }] },
    });
  });
  test.each<[string, Json]>([
    ['entries', [{ resource: observation, request: posted }]],
    ['implicitRules', 'urn:x'],
    ['modifierExtension', [{ url: 'urn:x' }]],
  ])('with %s is refused as a whole', (name, value) => {
    expect(readWriteBundle({ resourceType: 'Bundle', type: 'batch', [name]: value }, 'Observation')).toMatchObject({
      ok: false,
      refusal: { code: 'field-not-understood', at: `Bundle.${name}` },
    });
  });
  test('may say more of itself than is needed', () => {
    const entry = [{ fullUrl: 'urn:uuid:1', link: [], resource: observation, request: { ...posted, extension: [] } }];
    const json = { resourceType: 'Bundle', id: 'b', meta: {}, type: 'batch', timestamp: '2026-03-03T13:05:12Z', entry };
    expect(readWriteBundle(json, 'Observation')).toMatchObject({ value: { entries: [{ ok: true }] } });
  });
  test('takes a condition encoded or not', () => {
    const key = { system: 'urn:x', value: 'K1' };
    for (const text of ['identifier=urn:x|K1', 'identifier=urn%3Ax%7CK1', '?identifier=urn:x%7CK1']) {
      expect(parseCondition(text)).toEqual(key);
    }
    for (const text of ['', 'identifier=K1', 'identifier=|K1', 'identifier=urn:x|', 'code=a|b']) {
      expect(parseCondition(text)).toBeUndefined();
    }
  });
  test('answers in order, each with a status', () => {
    const answers = [
      { status: '201 Created', location: 'Observation/o1' },
      { status: '422', outcome: EXAMPLES['outcome'] ?? {} },
    ];
    expect(readResponseBundle(responseBundle('batch', answers))).toEqual({ ok: true, value: answers });
  });
});
