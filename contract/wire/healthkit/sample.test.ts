import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Reading } from '../../domain/index.ts';
import { reading as anyReading } from '../fhir/arbitraries.test-helper.ts';
import { parseLossless, writeLossless, type JsonObject } from '../json/lossless.ts';
import { decodeHealthKitSample, encodeHealthKitDeletion, encodeHealthKitSample } from './sample.ts';

const PATIENT = { system: 'urn:oid:2.999.1.1', value: 'MRN1' };
const READING: Reading = {
  identifier: { system: 'urn:example:meter-readings', value: '0256-7-20260303T125900Z' },
  patient: PATIENT,
  measure: 'glucose',
  code: { system: 'http://loinc.org', code: '41653-7' },
  status: 'final',
  effective: '2026-03-03T07:59:00-05:00',
  result: { kind: 'value', quantity: { value: '120', unit: 'mg/dL' } },
  device: { system: 'urn:oid:1.2.840.10004.1.1.1.0.0.1.0.0.1.2680', value: '02-56' },
  mealContext: 'pre-meal',
  sequenceNumber: 7,
};
const sampleOf = (reading: Reading, version = 1): JsonObject => {
  const told = encodeHealthKitSample(reading, version);
  if (told.kind !== 'sample') throw new Error(told.why);
  return told.json;
};
const again = (json: JsonObject) => decodeHealthKitSample(parseLossless(writeLossless(json)), PATIENT);

test('a reading is a quantity sample with its metadata', () => {
  expect(JSON.parse(writeLossless(sampleOf(READING)))).toEqual({
    sampleType: 'HKQuantityTypeIdentifierBloodGlucose',
    quantity: { value: 120, unit: 'mg/dL' },
    startDate: '2026-03-03T07:59:00-05:00',
    endDate: '2026-03-03T07:59:00-05:00',
    metadata: {
      HKMetadataKeySyncIdentifier: 'urn:example:meter-readings|0256-7-20260303T125900Z',
      HKMetadataKeySyncVersion: 1,
      HKBloodGlucoseMealTime: 1,
      HKDeviceSerialNumber: 'urn:oid:1.2.840.10004.1.1.1.0.0.1.0.0.1.2680|02-56',
      'org.example.vitalproof.SequenceNumber': 7,
    },
  });
});

test('every reading with a number comes back as it was, digit for digit', () => {
  fc.assert(
    fc.property(anyReading, (any) => {
      const told = encodeHealthKitSample(any, any.status === 'corrected' ? 2 : 1);
      const hasNumber = any.result.kind === 'value' && any.status !== 'entered-in-error';
      expect(told.kind).toBe(hasNumber ? 'sample' : 'inexpressible');
      if (told.kind !== 'sample') return;
      const read = decodeHealthKitSample(parseLossless(writeLossless(told.json)), any.patient);
      if (read.kind !== 'reading') throw new Error(read.why);
      expect(Reading.parse(read.reading)).toEqual({
        ...any,
        status: any.status === 'corrected' ? 'corrected' : 'final',
      });
      expect(told.lost).toEqual(any.status === 'preliminary' ? ['status preliminary'] : []);
    }),
  );
});

describe('what HealthKit has no way to say', () => {
  test.each<[string, Partial<Reading>, RegExp]>([
    ['HI', { result: { kind: 'off-scale', direction: 'high' } }, /"HI" has no number/],
    ['LO', { result: { kind: 'off-scale', direction: 'low' } }, /"LO" has no number/],
    ['a failure', { result: { kind: 'absent', reason: 'error' } }, /no number/],
    ['a deletion', { status: 'entered-in-error' }, /deletion/],
    ['a negative number', { result: { kind: 'value', quantity: { value: '-5', unit: 'mg/dL' } } }, /negative/],
  ])('%s', (_what, more, why) => {
    const told = encodeHealthKitSample({ ...READING, ...more }, 1);
    expect(told.kind === 'inexpressible' && told.why).toMatch(why);
  });

  test('a code of another system is lost, and that is said', () => {
    const mdc = { ...READING, code: { system: 'urn:iso:std:iso:11073:10101', code: '160184' } };
    expect(encodeHealthKitSample(mdc, 1)).toMatchObject({ lost: ['code 160184'] });
  });
});

test('a greater version is a correction', () => {
  const read = again(sampleOf(READING, 3));
  expect(read).toMatchObject({ kind: 'reading', version: 3, reading: { status: 'corrected' } });
});

test('a deletion tells which sample it was', () => {
  expect(JSON.parse(writeLossless(encodeHealthKitDeletion(READING, 2)))).toEqual({
    deletedObject: 'HKQuantityTypeIdentifierBloodGlucose',
    metadata: {
      HKMetadataKeySyncIdentifier: 'urn:example:meter-readings|0256-7-20260303T125900Z',
      HKMetadataKeySyncVersion: 2,
    },
  });
});

describe('refused, with its place and what was expected', () => {
  const text = writeLossless(sampleOf(READING));
  test.each<[string, string, string, RegExp]>([
    [
      '"HKQuantityTypeIdentifierBloodGlucose"',
      '"HKQuantityTypeIdentifierStepCount"',
      'sampleType',
      /one of HKQuantity/,
    ],
    ['"mg/dL"', '"kg"', 'quantity.unit', /one of mg\/dL, mmol</],
    ['"mg/dL"', '"constructor"', 'quantity.unit', /one of/],
    ['120', '"120"', 'quantity.value', /is "120", expected a number/],
    ['120', '-1', 'quantity.value', /not negative/],
    ['120', `1${'0'.repeat(40)}`, 'quantity.value', /expected a number/],
    [
      '"startDate":"2026-03-03T07:59:00-05:00"',
      '"startDate":"2026-03-03 07:59"',
      'startDate',
      /instant with an offset/,
    ],
    ['"endDate":"2026-03-03T07:59:00-05:00"', '"endDate":"2026-03-03T08:00:00-05:00"', 'endDate', /no length/],
    ['"HKMetadataKeySyncVersion":1', '"HKMetadataKeySyncVersion":1.5', 'metadata.HKMetadataKeySyncVersion', /whole/],
    ['"HKMetadataKeySyncVersion":1,', '', 'metadata.HKMetadataKeySyncVersion', /is absent/],
    ['"HKBloodGlucoseMealTime":1', '"HKBloodGlucoseMealTime":3', 'metadata.HKBloodGlucoseMealTime', /from 1 to 2/],
    ['SequenceNumber":7', 'SequenceNumber":70000', 'metadata.org.example.vitalproof.SequenceNumber', /65535/],
    ['"sampleType"', '"extra":1,"sampleType"', 'extra', /no member extra/],
    ['{"value":120,"unit":"mg/dL"}', '[]', 'quantity', /an object/],
    [
      'urn:example:meter-readings|',
      `urn:example:meter-readings|${'x'.repeat(256)}`,
      'metadata.HKMetadataKeySyncIdentifier',
      /255/,
    ],
  ])('%s as %s', (from, to, path, why) => {
    expect(text).toContain(from);
    const read = decodeHealthKitSample(parseLossless(text.replace(from, to)), PATIENT);
    if (read.kind !== 'refused') throw new Error('it was read');
    expect(read.path).toBe(path);
    expect(read.why).toMatch(why);
    expect(read.why.length).toBeLessThan(300);
  });

  test.each(['null', '[]', '1', '"x"'])('%s is no sample', (json) => {
    expect(decodeHealthKitSample(parseLossless(json), PATIENT).kind).toBe('refused');
  });

  test('any JSON is read or refused, never more', () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        expect(decodeHealthKitSample(parseLossless(json), PATIENT).kind).toBe('refused');
      }),
    );
  });
});

test('keys of other apps in the metadata are passed over', () => {
  const text = writeLossless(sampleOf(READING)).replace('"metadata":{', '"metadata":{"com.other.Key":"x",');
  expect(decodeHealthKitSample(parseLossless(text), PATIENT)).toEqual({
    kind: 'reading',
    reading: READING,
    version: 1,
  });
});
