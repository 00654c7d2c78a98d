import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../json/lossless.ts';
import { at } from './change-at.test-helper.ts';
import { glucoseOrder } from './example-values.ts';
import { exampleIdentifierOf, exampleRef } from './examples.ts';
import { decodeOrder, encodeOrder } from './order.ts';

const V = 'https://vitalproof.example/fhir';
const glucose = encodeOrder(glucoseOrder, exampleRef);
const decode = (resource: JsonObject) => decodeOrder(resource, exampleIdentifierOf);
const refusal = (resource: JsonObject): [string, string | undefined] => {
  const outcome = decode(resource);
  return outcome.ok ? ['accepted', undefined] : [outcome.refusal.code, outcome.refusal.at];
};

describe('an order that says something twice is refused, for one of the two would be passed over', () => {
  const inclusive = (code: string): JsonObject => ({
    url: `${V}/StructureDefinition/inclusive-limit`,
    valueCode: code,
  });
  const from = (text: string): JsonObject => ({
    url: `${V}/StructureDefinition/limits-effective-from`,
    valueDateTime: text,
  });
  const INTERVAL = 'contained.0.qualifiedInterval.0.modifierExtension';
  test.each<[string, JsonObject, string, string]>([
    [
      'two inclusive limits in one interval',
      at(glucose, INTERVAL, [inclusive('low'), inclusive('high')]),
      'field-not-understood',
      'ServiceRequest.contained[0].qualifiedInterval[0].modifierExtension[1]',
    ],
    [
      'an inclusive limit with more than its code',
      at(glucose, INTERVAL, [{ ...inclusive('low'), valueBoolean: true }]),
      'field-not-understood',
      'ServiceRequest.contained[0].qualifiedInterval[0].modifierExtension[0].valueBoolean',
    ],
    [
      'two instants of the version',
      at(glucose, 'extension', [from('2026-03-02T09:00:00-05:00'), from('2026-03-09T09:00:00-05:00')]),
      'field-not-understood',
      'ServiceRequest.extension[1]',
    ],
    [
      'two measures',
      at(glucose, 'code.coding', [
        { system: 'http://snomed.info/sct', code: '359772000' },
        { system: 'http://snomed.info/sct', code: '307818003' },
      ]),
      'bad-value',
      'ServiceRequest.code',
    ],
  ])('%s', (_title, resource, code, place) => {
    expect(refusal(resource)).toEqual([code, place]);
  });

  test('but a second code that is no measure of ours is', () => {
    const codes = [
      { system: 'http://snomed.info/sct', code: '182777000' },
      { system: 'http://snomed.info/sct', code: '359772000' },
    ];
    expect(refusal(at(glucose, 'code.coding', codes))).toEqual(['accepted', undefined]);
  });
});

describe('a key that could be mistaken for another is refused', () => {
  test.each([
    ['a bar in the system', 'system', 'urn:a|b'],
    ['half a character', 'value', 'PLC-\ud800'],
    ['half a character in the system', 'system', 'urn:\udc00'],
    ['a control character', 'value', 'PLC-\u00007001'],
    ['an end of line that is none', 'value', 'PLC\u000b7001'],
  ])('%s', (_title, part, text) => {
    expect(refusal(at(glucose, `identifier.0.${part}`, text))).toEqual([
      'bad-value',
      `ServiceRequest.identifier[0].${part}`,
    ]);
  });

  test('a bar, an ampersand, spaces and other scripts in the value are its own business', () => {
    const value = 'a|b & c — 読み取り 😀';
    expect(decode(at(glucose, 'identifier.0.value', value))).toMatchObject({
      ok: true,
      value: { identifier: { value } },
    });
  });
});
