import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../json/lossless.ts';
import {
  createBundle,
  parseIfNoneExist,
  readCreateBundle,
  readResponseBundle,
  readSearchset,
  responseBundle,
  searchset,
} from './bundle.ts';
import { EXAMPLES } from './examples.ts';

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

describe('a batch', () => {
  test('comes back entry by entry', () => {
    const key = { system: 'urn:x', value: 'a|b&c=d %' };
    const bundle = createBundle('transaction', [
      { resource: observation, ifNoneExist: key },
      { resource: observation },
    ]);
    expect(readCreateBundle(bundle, 'Observation')).toMatchObject({
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
    expect(readCreateBundle(bundle, 'Observation')).toMatchObject({
      value: { entries: [{ ok: false, refusal: { code, at } }, { ok: true }] },
    });
  });
  test('takes a condition encoded or not', () => {
    const key = { system: 'urn:x', value: 'K1' };
    for (const text of ['identifier=urn:x|K1', 'identifier=urn%3Ax%7CK1', '?identifier=urn:x%7CK1']) {
      expect(parseIfNoneExist(text)).toEqual(key);
    }
    for (const text of ['', 'identifier=K1', 'identifier=|K1', 'identifier=urn:x|', 'code=a|b']) {
      expect(parseIfNoneExist(text)).toBeUndefined();
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
