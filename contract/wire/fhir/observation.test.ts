import { describe, expect, test } from 'vitest';
import type { Reading } from '../../domain/index.ts';
import type { Outcome } from '../../refusal.ts';
import { JsonNumber, type JsonObject, writeLossless } from '../json/lossless.ts';
import { filedReading, reading } from './example-values.ts';
import { EXAMPLES, exampleIdentifierOf, exampleRef } from './examples.ts';
import { decodeFiledReading, decodeReading, encodeReading } from './observation.ts';
import { SEQUENCE_NUMBER } from './observation-read.ts';

const sent = encodeReading(reading, exampleRef);
const quantity = sent['valueQuantity'] as JsonObject;
const decode = (resource: JsonObject): Outcome<Reading> => decodeReading(resource, exampleIdentifierOf);
const decoded = (resource: JsonObject): Reading => {
  const outcome = decode(resource);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusal));
  return outcome.value;
};
const withQuantity = (change: JsonObject): JsonObject => ({ ...sent, valueQuantity: { ...quantity, ...change } });
const loinc = (code: string): JsonObject => ({ coding: [{ system: 'http://loinc.org', code }] });

describe('a reading is refused', () => {
  test.each<[string, JsonObject, string, string]>([
    ['without an identifier', { ...sent, identifier: undefined }, 'missing-element', 'Observation.identifier'],
    [
      'with half an identifier',
      { ...sent, identifier: [{ value: 'x' }] },
      'missing-element',
      'Observation.identifier[0].system',
    ],
    ['cancelled', { ...sent, status: 'cancelled' }, 'bad-value', 'Observation.status'],
    ['without a code', { ...sent, code: undefined }, 'missing-element', 'Observation.code'],
    ['with a code in words', { ...sent, code: { text: 'glucose' } }, 'missing-element', 'Observation.code'],
    ['without a time', { ...sent, effectiveDateTime: undefined }, 'missing-element', 'Observation.effectiveDateTime'],
    ['of a day', { ...sent, effectiveDateTime: '2026-03-03' }, 'time-without-offset', 'Observation.effectiveDateTime'],
    [
      'without an offset',
      { ...sent, effectiveDateTime: '2026-03-03T07:59:00' },
      'time-without-offset',
      'Observation.effectiveDateTime',
    ],
    [
      "at 25 o'clock",
      { ...sent, effectiveDateTime: '2026-03-03T25:00:00Z' },
      'bad-value',
      'Observation.effectiveDateTime',
    ],
    [
      'with neither value nor reason',
      { ...sent, valueQuantity: undefined },
      'missing-element',
      'Observation.valueQuantity',
    ],
    ['with both', { ...sent, dataAbsentReason: loinc('x') }, 'bad-value', 'Observation.dataAbsentReason'],
    ['in words', { ...sent, valueQuantity: undefined, valueString: 'HI' }, 'bad-value', 'Observation.valueString'],
    ['with a text for a number', withQuantity({ value: '7,0' }), 'bad-value', 'Observation.valueQuantity.value'],
    ['without a number', withQuantity({ value: undefined }), 'missing-element', 'Observation.valueQuantity.value'],
    ['below zero', withQuantity({ value: new JsonNumber('-5') }), 'bad-value', 'Observation.valueQuantity.value'],
    [
      'with endless digits',
      withQuantity({ value: new JsonNumber(`1.${'0'.repeat(40)}`) }),
      'bad-value',
      'Observation.valueQuantity.value',
    ],
    [
      'at two kinds of time',
      { ...sent, effectivePeriod: { start: '2026-03-03T07:59:00Z' } },
      'bad-value',
      'Observation.effectivePeriod',
    ],
    [
      'of two measures',
      {
        ...sent,
        code: {
          coding: [
            { system: 'http://loinc.org', code: '41653-7' },
            { system: 'http://loinc.org', code: '29463-7' },
          ],
        },
      },
      'bad-value',
      'Observation.code',
    ],
    ['shown in another unit', withQuantity({ unit: 'mmol/L' }), 'unit-mismatch', 'Observation.valueQuantity.code'],
    [
      'with two record numbers',
      { ...sent, extension: ['42', '43'].map((n) => ({ url: SEQUENCE_NUMBER, valueUnsignedInt: new JsonNumber(n) })) },
      'bad-value',
      'Observation.extension[1]',
    ],
    ['in an unknown unit', withQuantity({ code: 'mg/dl' }), 'unknown-unit', 'Observation.valueQuantity.code'],
    ['in a unit in words', withQuantity({ code: undefined }), 'unknown-unit', 'Observation.valueQuantity.code'],
    [
      'in no unit',
      withQuantity({ code: undefined, unit: undefined }),
      'missing-element',
      'Observation.valueQuantity.code',
    ],
    [
      'in a unit of another system',
      withQuantity({ system: 'urn:x' }),
      'unknown-unit',
      'Observation.valueQuantity.system',
    ],
    ['at least something', withQuantity({ comparator: '>=' }), 'bad-value', 'Observation.valueQuantity.comparator'],
    [
      'of nobody known',
      { ...sent, subject: { reference: 'Patient/x' } },
      'patient-not-authorised',
      'Observation.subject',
    ],
    ['of nobody', { ...sent, subject: undefined }, 'missing-element', 'Observation.subject'],
    [
      "of somebody else in the patient's record",
      { ...sent, focus: [{ reference: 'RelatedPerson/wife' }] },
      'field-not-understood',
      'Observation.focus',
    ],
    [
      'with a modifier',
      { ...sent, modifierExtension: [{ url: 'urn:x' }] },
      'field-not-understood',
      'Observation.modifierExtension[0]',
    ],
    [
      'with a record number too large',
      {
        ...sent,
        extension: [
          {
            url: 'https://vitalproof.example/fhir/StructureDefinition/sequence-number',
            valueUnsignedInt: new JsonNumber('65536'),
          },
        ],
      },
      'bad-value',
      'Observation.extension[0].valueUnsignedInt',
    ],
  ])('%s', (_title, resource, code, place) => {
    const outcome = decode(resource);
    expect(outcome.ok ? ['accepted'] : [outcome.refusal.code, outcome.refusal.at]).toEqual([code, place]);
  });

  test('for what is wrong with it before it is said whose it is', () => {
    const outcome = decode({ ...sent, effectiveDateTime: '2026-03-03', subject: { reference: 'Patient/x' } });
    expect(outcome).toMatchObject({ ok: false, refusal: { code: 'time-without-offset' } });
  });
});

describe('a reading is read', () => {
  test('with the digits as sent', () => {
    const fine = decoded(withQuantity({ value: new JsonNumber('305.00') }));
    expect(fine.result).toEqual({ kind: 'value', quantity: { value: '305.00', unit: 'mg/dL' } });
    expect(writeLossless(encodeReading(fine, exampleRef))).toContain('"value":305.00,');
  });

  test("with a code that is none of ours: to refuse it is the receiver's gate", () => {
    expect(decoded({ ...sent, code: loinc('99504-3') })).toMatchObject({
      code: { code: '99504-3' },
      measure: 'glucose',
    });
    expect(decoded({ ...sent, code: loinc('29463-7') }).measure).toBe('weight');
    const kilos = { ...withQuantity({ code: 'kg', unit: 'kg' }), code: loinc('8302-2') };
    expect(decoded(kilos).measure).toBe('weight');
  });

  test('as control solution wherever that is said', () => {
    const both = {
      coding: [
        { system: 'http://loinc.org', code: '41653-7' },
        { system: 'urn:iso:std:iso:11073:10101', code: '160208' },
      ],
    };
    expect(decoded({ ...sent, code: both }).code.code).toBe('160208');
    const sampleOf = (code: string): JsonObject => {
      const mdc = (one: string) => ({ coding: [{ system: 'urn:iso:std:iso:11073:10101', code: one }] });
      return { ...sent, component: [{ code: mdc('8417844'), valueCodeableConcept: mdc(code) }] };
    };
    expect(decoded(sampleOf('8417860')).code.code).toBe('160208');
    expect(decoded(sampleOf('8417848')).code.code).toBe('41653-7');
    const sample = { ...sampleOf('8417860'), code: undefined };
    expect(decode(sample)).toMatchObject({ ok: false, refusal: { code: 'missing-element', at: 'Observation.code' } });
  });

  test('by the code that is known, wherever it stands', () => {
    const local = {
      coding: [
        { system: 'urn:local', code: 'GLU' },
        { system: 'http://loinc.org', code: '41653-7' },
      ],
    };
    expect(decoded({ ...sent, code: local }).code.code).toBe('41653-7');
  });

  test('amended as corrected', () => {
    expect(decoded({ ...sent, status: 'amended' }).status).toBe('corrected');
  });

  test('off scale without a number being invented', () => {
    expect(decoded(EXAMPLES['reading-low'] ?? {}).result).toEqual({ kind: 'off-scale', direction: 'low' });
    expect(decoded(EXAMPLES['reading-high'] ?? {}).result).toMatchObject({
      direction: 'high',
      bound: { value: '600' },
    });
  });

  test('from a device nobody registered', () => {
    expect(decoded({ ...sent, device: { reference: 'Device/x' } }).device).toBeUndefined();
    const named = { identifier: { system: 'urn:x', value: 'y' } };
    expect(decoded({ ...sent, device: named }).device).toEqual({ system: 'urn:x', value: 'y' });
    const elsewhere = { reference: 'https://gateway.example/fhir/Device/7', ...named };
    expect(decoded({ ...sent, device: elsewhere }).device).toEqual({ system: 'urn:x', value: 'y' });
    const serial = { ...elsewhere, identifier: { value: 'y' } };
    expect(decoded({ ...sent, device: serial }).device).toBeUndefined();
  });

  test('from a device that it contains', () => {
    const contained = [
      { resourceType: 'Device', id: 'scale', identifier: [{ system: 'urn:x', value: 'other' }] },
      { resourceType: 'Device', id: 'meter', identifier: [{ system: 'urn:x', value: 'y' }] },
      { resourceType: 'Device', id: 'bare' },
    ];
    const from = (reference: string) => decoded({ ...sent, contained, device: { reference } }).device;
    expect(from('#meter')).toEqual({ system: 'urn:x', value: 'y' });
    expect(from('#bare')).toBeUndefined();
    expect(from('#none')).toBeUndefined();
  });

  test('in every meal context that is stated, each once', () => {
    const component = sent['component'] as readonly JsonObject[];
    const contextsOf = (more: readonly JsonObject[]) => {
      const { mealContext, furtherContexts } = decoded({ ...sent, component: [...component, ...more] });
      return [mealContext, furtherContexts];
    };
    const other = (code: string): JsonObject => ({
      ...component[0],
      valueCodeableConcept: { coding: [{ system: 'urn:iso:std:iso:11073:10101', code }] },
    });
    expect(contextsOf([])).toEqual(['post-meal', undefined]);
    expect(contextsOf(component)).toEqual(['post-meal', undefined]);
    expect(contextsOf([other('8417876')])).toEqual(['post-meal', ['fasting']]);
    expect(contextsOf([other('999')])).toEqual([undefined, undefined]);
  });
});

describe('a filed reading', () => {
  const shown = EXAMPLES['reading-filed'] ?? {};
  test('comes with what was made of it', () => {
    expect(decodeFiledReading(shown, exampleIdentifierOf)).toEqual({ ok: true, value: filedReading });
  });
  test('keeps an order nobody knows as a key that says so', () => {
    const strange = { ...shown, basedOn: [{ reference: 'ServiceRequest/zz' }] };
    expect(decodeFiledReading(strange, exampleIdentifierOf)).toMatchObject({
      value: { orders: [{ system: 'urn:vitalproof:unresolved-reference', value: 'ServiceRequest/zz' }] },
    });
  });
  test("passes over ranges and interpretations that are no others' business", () => {
    const more = {
      ...shown,
      interpretation: [{ coding: [{ system: 'urn:x', code: 'HH' }] }, { text: 'high' }],
      referenceRange: [{ text: 'normal for age' }],
    };
    expect(decodeFiledReading(more, exampleIdentifierOf)).toMatchObject({ value: { interpretation: [], ranges: [] } });
  });
});
