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

describe('an order is refused for whatever would make it another one if it were passed over', () => {
  const DEFINITION = 'contained.0';
  const INTERVAL = `${DEFINITION}.qualifiedInterval.0`;
  const PLACE = 'ServiceRequest.contained[0]';
  const FIRST = `${PLACE}.qualifiedInterval[0]`;
  const ours = (name: string): JsonObject => ({ url: `${V}/StructureDefinition/${name}`, valueCode: 'low' });
  const ucum = (...codes: string[]) => codes.map((code) => ({ system: 'http://unitsofmeasure.org', code }));
  const mdc = (...codes: string[]) => codes.map((code) => ({ system: 'urn:iso:std:iso:11073:10101', code }));
  const beside = (name: string, value: JsonObject): JsonObject[] => [...((glucose[name] ?? []) as JsonObject[]), value];
  const no = 'field-not-understood';
  test.each<[string, JsonObject, string, string]>([
    [
      'a rule as plain extension',
      at(glucose, 'extension', [ours('monitoring-rule')]),
      no,
      'ServiceRequest.extension[0]',
    ],
    [
      'an inclusive limit as plain extension',
      at(glucose, `${INTERVAL}.extension`, [ours('inclusive-limit')]),
      no,
      `${FIRST}.extension[0]`,
    ],
    [
      'an instant of the version elsewhere',
      at(glucose, `${DEFINITION}.extension`, [ours('limits-effective-from')]),
      no,
      `${PLACE}.extension[0]`,
    ],
    ['an age', at(glucose, `${INTERVAL}.age`, { low: {} }), no, `${FIRST}.age`],
    [
      'a member of a range that is neither low nor high',
      at(glucose, `${INTERVAL}.range.mean`, {}),
      no,
      `${FIRST}.range.mean`,
    ],
    ['a member of a bound', at(glucose, `${INTERVAL}.range.low.lower`, 'x'), no, `${FIRST}.range.low.lower`],
    [
      'a bound shown in another unit',
      at(glucose, `${INTERVAL}.range.low.unit`, 'mmol/L'),
      'limit-unit',
      `${FIRST}.range.low.code`,
    ],
    ['limits by codes', at(glucose, `${DEFINITION}.criticalCodedValueSet`, {}), no, `${PLACE}.criticalCodedValueSet`],
    [
      'a factor of its own',
      at(glucose, `${DEFINITION}.quantitativeDetails.conversionFactor`, '2'),
      no,
      `${PLACE}.quantitativeDetails.conversionFactor`,
    ],
    [
      'two units',
      at(glucose, `${DEFINITION}.quantitativeDetails.unit.coding`, ucum('mg/dL', 'mmol/L')),
      no,
      `${PLACE}.quantitativeDetails.unit.coding`,
    ],
    [
      'two meal contexts of one interval',
      at(glucose, `${INTERVAL}.context`, { coding: mdc('8417868', '8417872') }),
      no,
      `${FIRST}.context.coding`,
    ],
    [
      'limits of another measure',
      at(glucose, `${DEFINITION}.code.coding`, [
        { system: 'http://loinc.org', code: '41653-7' },
        { system: 'http://loinc.org', code: '29463-7' },
      ]),
      'bad-value',
      `${PLACE}.code`,
    ],
    ['as needed', at(glucose, 'asNeededBoolean', true), no, 'ServiceRequest.asNeededBoolean'],
    [
      'as needed for a reason',
      at(glucose, 'asNeededCodeableConcept', { text: 'dizzy' }),
      no,
      'ServiceRequest.asNeededCodeableConcept',
    ],
    ['twice a day', at(glucose, 'occurrenceTiming', {}), no, 'ServiceRequest.occurrenceTiming'],
    ['not to do, as a word', at(glucose, 'doNotPerform', 'true'), no, 'ServiceRequest.doNotPerform'],
    [
      'further limits elsewhere',
      at(glucose, 'supportingInfo', beside('supportingInfo', { reference: 'ObservationDefinition/7' })),
      no,
      'ServiceRequest.supportingInfo[1]',
    ],
    [
      'a reference and the identifier of somebody else',
      at(glucose, 'subject.identifier', { system: 'urn:oid:2.999.1.1', value: 'MRN9' }),
      'bad-value',
      'ServiceRequest.subject.identifier',
    ],
  ])('%s', (_title, resource, code, place) => {
    expect(refusal(resource)).toEqual([code, place]);
  });

  test.each<[string, JsonObject]>([
    [
      'an extension of somebody else',
      at(glucose, 'extension', beside('extension', { url: 'https://example.org/x', valueString: 'y' })),
    ],
    ['what it was told of the phone', at(glucose, 'extension', beside('extension', ours('phone-eligibility')))],
    ['that it is not as needed', at(glucose, 'asNeededBoolean', false)],
    ['one unit in two words', at(glucose, `${DEFINITION}.quantitativeDetails.unit.coding`, ucum('mg/dL', 'mg/dL'))],
    ['a unit in words of its own', at(glucose, `${INTERVAL}.range.low.unit`, 'milligrams per decilitre')],
    ['the identifier beside the reference', at(glucose, 'subject.identifier', { ...glucoseOrder.patient })],
    ['an identifier of another kind beside it', at(glucose, 'subject.identifier', { system: 'urn:ssn', value: '1' })],
    ['a note', at(glucose, 'note', [{ text: 'please call' }])],
  ])('but not for %s', (_title, resource) => {
    expect(refusal(resource)).toEqual(['accepted', undefined]);
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
