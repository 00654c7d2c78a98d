import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Reading } from '../../domain/index.ts';
import { reading as anyReading } from '../fhir/arbitraries.test-helper.ts';
import { parseLossless, writeLossless, type JsonObject } from '../json/lossless.ts';
import { decodeHealthConnectRecord, encodeHealthConnectRecord } from './health-connect.ts';

const PATIENT = { system: 'urn:oid:2.999.1.1', value: 'MRN1' };
const READING: Reading = {
  identifier: { system: 'urn:example:meter-readings', value: '0256-7' },
  patient: PATIENT,
  measure: 'glucose',
  code: { system: 'http://loinc.org', code: '14743-9' },
  status: 'final',
  effective: '2026-03-03T07:59:00-05:00',
  result: { kind: 'value', quantity: { value: '5.0', unit: 'mmol/L' } },
  mealContext: 'fasting',
  userEntered: true,
};
const WEIGHT: Reading = {
  ...READING,
  measure: 'weight',
  code: { system: 'http://loinc.org', code: '29463-7' },
  result: { kind: 'value', quantity: { value: '80.10', unit: 'kg' } },
};
const recordOf = (reading: Reading, version = 1): JsonObject => {
  const told = encodeHealthConnectRecord(reading, version);
  if (told.kind !== 'sample') throw new Error(told.why);
  return told.json;
};

test('a glucose is a BloodGlucoseRecord of capillary blood', () => {
  expect(writeLossless(recordOf(READING))).toBe(
    '{"recordType":"BloodGlucoseRecord","time":"2026-03-03T12:59:00.000Z","zoneOffset":"-05:00",' +
      '"level":{"value":5.0,"unit":"millimolesPerLiter"},"specimenSource":2,"mealType":0,"relationToMeal":2,' +
      '"metadata":{"clientRecordId":"urn:example:meter-readings|0256-7","clientRecordVersion":1,"recordingMethod":3}}',
  );
});

test('a weight has neither specimen nor meal', () => {
  const json = recordOf({ ...WEIGHT, userEntered: false });
  expect(json['specimenSource'] ?? json['relationToMeal']).toBeUndefined();
  expect(writeLossless(json)).toContain('"weight":{"value":80.10,"unit":"kilograms"}');
  expect(writeLossless(json)).toContain('"recordingMethod":1');
});

test('what can be told comes back; what is lost is named', () => {
  fc.assert(
    fc.property(anyReading, (any) => {
      const told = encodeHealthConnectRecord(any, any.status === 'corrected' ? 2 : 1);
      if (told.kind !== 'sample') return;
      const read = decodeHealthConnectRecord(parseLossless(writeLossless(told.json)), any.patient);
      if (read.kind !== 'reading') throw new Error(read.why);
      const { device, sequenceNumber, mealContext, furtherContexts, ...rest } = any;
      const back = Reading.parse(read.reading);
      expect({ ...back, mealContext: undefined, effective: '' }).toEqual({
        ...rest,
        status: any.status === 'corrected' ? 'corrected' : 'final',
        mealContext: undefined,
        effective: '',
      });
      expect(Date.parse(back.effective)).toBe(Date.parse(any.effective));
      const isTold = back.mealContext !== undefined;
      if (isTold) expect(back.mealContext).toBe(mealContext);
      expect(told.lost.includes('device')).toBe(device !== undefined);
      expect(told.lost.includes('sequence number')).toBe(sequenceNumber !== undefined);
      expect(told.lost.includes('status preliminary')).toBe(any.status === 'preliminary');
      if (any.measure === 'glucose' && mealContext !== undefined) {
        expect(told.lost.includes(`meal context ${mealContext}`)).toBe(!isTold);
      }
      expect(told.lost.filter((what) => what.startsWith('meal')).length).toBeGreaterThanOrEqual(
        (furtherContexts ?? []).length,
      );
    }),
  );
});

describe('the limits that Health Connect checks', () => {
  test.each([
    ['50', 'mmol/L', true],
    ['50.0', 'mmol/L', true],
    ['50.0001', 'mmol/L', false],
    ['5e1', 'mmol/L', true],
    ['900', 'mg/dL', true],
    ['901', 'mg/dL', false],
    ['0', 'mg/dL', true],
    ['-0.1', 'mg/dL', false],
    ['1000', 'kg', true],
    ['1000.01', 'kg', false],
    ['1000000', 'g', true],
    ['1000001', 'g', false],
    ['2204', '[lb_av]', true],
    ['2205', '[lb_av]', false],
    ['1e9', 'kg', false],
    ['1e99', 'kg', false],
    ['1e-99', 'kg', true],
  ] as const)('%s %s: %s', (value, unit, isIn) => {
    const of = unit === 'mg/dL' || unit === 'mmol/L' ? READING : WEIGHT;
    const reading: Reading = { ...of, result: { kind: 'value', quantity: { value, unit } } };
    const told = encodeHealthConnectRecord(reading, 1);
    expect(told.kind).toBe(isIn ? 'sample' : 'inexpressible');
    if (told.kind === 'inexpressible') expect(told.why).toMatch(/is negative|is more than/);
    const small = writeLossless(recordOf(of));
    const text = small.replace(/"value":[^,]+,"unit":"[^"]+"/, () => `"value":${value},"unit":"${UNIT[unit]}"`);
    expect(decodeHealthConnectRecord(parseLossless(text), PATIENT).kind).toBe(isIn ? 'reading' : 'refused');
  });
  const UNIT = {
    'mg/dL': 'milligramsPerDeciliter',
    'mmol/L': 'millimolesPerLiter',
    kg: 'kilograms',
    g: 'grams',
    '[lb_av]': 'pounds',
  };
});

test.each<[Partial<Reading>, RegExp]>([
  [{ result: { kind: 'off-scale', direction: 'high' } }, /"HI" has no number/],
  [{ status: 'entered-in-error' }, /deletion/],
  [{ effective: '2026-03-03T23:59:60Z' }, /no instant of the calendar/],
])('%o cannot be told', (more, why) => {
  const told = encodeHealthConnectRecord({ ...READING, ...more }, 1);
  expect(told.kind === 'inexpressible' && told.why).toMatch(why);
});

test('bedtime has no number there, and that is said', () => {
  expect(encodeHealthConnectRecord({ ...READING, mealContext: 'bedtime' }, 1)).toMatchObject({
    lost: ['meal context bedtime'],
  });
});

test('without an offset the time is in UTC', () => {
  const text = writeLossless(recordOf(READING)).replace('"zoneOffset":"-05:00",', '');
  expect(decodeHealthConnectRecord(parseLossless(text), PATIENT)).toMatchObject({
    reading: { effective: '2026-03-03T12:59:00.000Z' },
  });
});

describe('refused, with its place', () => {
  const text = writeLossless(recordOf(READING));
  test.each<[string, string, string, RegExp]>([
    ['"BloodGlucoseRecord"', '"StepsRecord"', 'recordType', /one of BloodGlucoseRecord, WeightRecord/],
    ['"specimenSource":2', '"specimenSource":1', 'specimenSource', /interstitial fluid is another measure/],
    ['"specimenSource":2', '"specimenSource":7', 'specimenSource', /from 0 to 6/],
    ['"mealType":0', '"mealType":5', 'mealType', /from 0 to 4/],
    ['"relationToMeal":2', '"relationToMeal":5', 'relationToMeal', /from 0 to 4/],
    ['"recordingMethod":3', '"recordingMethod":4', 'metadata.recordingMethod', /from 0 to 3/],
    ['12:59:00.000Z', '12:59:00', 'time', /instant in UTC/],
    ['2026-03-03T12', '2026-13-03T12', 'time', /instant in UTC/],
    ['"-05:00"', '"EST"', 'zoneOffset', /an offset/],
    ['"-05:00"', '"-25:00"', 'zoneOffset', /an offset/],
    ['"clientRecordVersion":1', '"clientRecordVersion":-1', 'metadata.clientRecordVersion', /whole number/],
    ['"level"', '"weight"', 'weight', /no member weight/],
    [
      '"clientRecordId":"urn:example:meter-readings|0256-7"',
      '"clientRecordId":""',
      'metadata.clientRecordId',
      /a text/,
    ],
  ])('%s as %s', (from, to, path, why) => {
    expect(text).toContain(from);
    const read = decodeHealthConnectRecord(parseLossless(text.replace(from, to)), PATIENT);
    if (read.kind !== 'refused') throw new Error('it was read');
    expect([read.path, why.test(read.why), read.why]).toEqual([path, true, read.why]);
  });
});
