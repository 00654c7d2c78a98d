import { describe, expect, test } from 'vitest';
import { Reading, type ReadingResult } from '../../../contract/domain/index.ts';
import { decodeGlucoseMeasurement, encodeGlucoseMeasurement } from '../../../contract/wire/gatt/glucose-measurement.ts';
import { bytesOfHex, hexOf } from '../../../contract/wire/gatt/hex.ts';
import { problemIn } from '../../../contract/wire/gatt/problem.test-helper.ts';
import { decodeWeightMeasurement, encodeWeightMeasurement } from '../../../contract/wire/gatt/weight-measurement.ts';
import { deviceOf, records, take } from '../../faults/streams.test-helper.ts';
import type { DeviceRecord } from '../../layers.ts';
import { readingOfRecord } from '../../phone/reading-of-record.ts';
import { measuredOfMeterRecord, meterRecordOf } from './glucose-record.ts';
import { measuredOf, type Measured } from './measured.ts';
import type { MeterRecord } from './meter-record.ts';
import { meterRecord } from './meter.test-helper.ts';
import { measuredOfWeight, shownDecimals, weightMeasurementOf } from './weight-record.ts';
import { PLAIN_SCALE } from './weight-server.ts';

const [FIRST] = take(1, records());
if (FIRST === undefined) throw new Error('no record');
const PATIENT = { system: 'urn:oid:2.999.1.1', value: 'MRN0' };

const measuredIn = (record: DeviceRecord): Measured =>
  Object.fromEntries(
    Object.entries(record).filter(([key]) => key !== 'device' && key !== 'truth'),
  ) as unknown as Measured;
const overTheAir = (record: MeterRecord): MeterRecord => ({
  ...record,
  measurement: decodeGlucoseMeasurement(encodeGlucoseMeasurement(record.measurement)),
});
const throughGatt = (measured: Measured): Measured =>
  measuredOfMeterRecord(overTheAir(meterRecordOf(measured)), 'base-is-utc');

describe('a glucose record over the air', () => {
  test('a month of records comes back as it was, and so does the reading that the phone makes of each', () => {
    for (const record of take(200, records({ days: 50 }))) {
      const measured = measuredIn(record);
      const back = throughGatt(measured);
      expect(back).toEqual(measured);
      const reading = readingOfRecord({ ...record, ...back }, PATIENT);
      expect(Reading.parse(reading)).toEqual(readingOfRecord(record, PATIENT));
      expect(measuredOf(reading)).toEqual(measured);
    }
  });

  test.each([
    [{ result: { kind: 'value', quantity: { value: '5.9', unit: 'mmol/L' } }, unit: 'mmol/L' }],
    [{ result: { kind: 'value', quantity: { value: '10.0', unit: 'mmol/L' } }, unit: 'mmol/L' }],
    [{ result: { kind: 'off-scale', direction: 'high' } }],
    [{ result: { kind: 'off-scale', direction: 'low' }, unit: 'mmol/L' }],
    [{ result: { kind: 'absent', reason: 'error' }, status: ['strip-error'] }],
    [{ result: { kind: 'absent', reason: 'unknown' } }],
    [{ result: { kind: 'absent', reason: 'unknown' }, unit: 'mmol/L', status: ['battery-low'] }],
    [{ control: true, mealContext: 'fasting' }],
    [{ mealContext: 'pre-meal' }],
    [{ mealContext: 'post-meal', sequenceNumber: 65_535 }],
    [{ mealContext: 'casual', offsetMinutes: 345 }],
    [{ mealContext: 'bedtime', status: ['battery-low', 'sample-insufficient', 'temperature-high'] }],
    [{ status: ['temperature-low'] }],
    [{ shownMs: Date.parse('2000-01-01T00:00:00Z'), offsetMinutes: -300 }],
  ] satisfies [Partial<Measured>][])('%j comes back as it was', (change) => {
    const measured = { ...measuredIn(FIRST), ...change };
    expect(throughGatt(measured)).toEqual(measured);
  });

  test('the bytes: UTC and the offset of the place, an infinity with its bit, control by type and place', () => {
    const hex = (change: Partial<Measured>): string =>
      hexOf(encodeGlucoseMeasurement(meterRecordOf({ ...measuredIn(FIRST), ...change }).measurement));
    const at = { shownMs: Date.parse('2026-11-23T12:05:09.999Z'), offsetMinutes: -300, sequenceNumber: 6 };
    const value: ReadingResult = { kind: 'value', quantity: { value: '120', unit: 'mg/dL' } };
    expect(hex({ ...at, result: value })).toBe('030600EA070B170C0509D4FE78B011');
    expect(hex({ ...at, result: value, control: true })).toBe('030600EA070B170C0509D4FE78B04A');
    expect(hex({ ...at, result: value, mealContext: 'fasting' })).toBe('130600EA070B170C0509D4FE78B011');
    expect(hex({ ...at, result: { kind: 'off-scale', direction: 'low' } })).toBe('0B0600EA070B170C0509D4FE0208114000');
    expect(hex({ ...at, result: { kind: 'off-scale', direction: 'high' }, unit: 'mmol/L' })).toBe(
      '0F0600EA070B170C0509D4FEFE07112000',
    );
  });

  test('the end of the scale and parts of a second are not told', () => {
    const bound = { value: '600', unit: 'mg/dL' } as const;
    const measured = { ...measuredIn(FIRST), shownMs: FIRST.shownMs + 999 };
    expect(throughGatt({ ...measured, result: { kind: 'off-scale', direction: 'high', bound } })).toEqual({
      ...measuredIn(FIRST),
      result: { kind: 'off-scale', direction: 'high' },
    });
  });

  test('a weight is no glucose, and poison is no number', () => {
    const wrong = (change: Partial<Measured>) => () => meterRecordOf({ ...measuredIn(FIRST), ...change });
    expect(problemIn(wrong({ unit: 'kg' }))).toBe('not-representable glucose measurement.unit');
    expect(problemIn(wrong({ result: { kind: 'value', quantity: { value: '5,4', unit: 'mmol/L' } } }))).toBe(
      'not-representable glucose measurement.concentration',
    );
  });
});

describe('records of meters of others', () => {
  const read = (hex: string, phoneOffsetMinutes = 60): Measured =>
    measuredOfMeterRecord({ measurement: decodeGlucoseMeasurement(bytesOfHex(hex)) }, { phoneOffsetMinutes });

  test('GM-2: what the user saw is the local time of the phone', () => {
    expect(read('07 01 00 E3 07 08 15 06 1F 0D B4 00 3B C0 F1')).toEqual({
      shownMs: Date.parse('2019-08-21T09:31:13+01:00'),
      offsetMinutes: 60,
      result: { kind: 'value', quantity: { value: '5.9', unit: 'mmol/L' } },
      unit: 'mmol/L',
      sequenceNumber: 1,
    });
  });

  test('a number with "too high" or "too low" beside it is the end of the scale, not a result', () => {
    expect(read('0A 07 00 EA 07 0B 17 07 05 00 58 B2 11 20 00').result).toEqual({
      kind: 'off-scale',
      direction: 'high',
      bound: { value: '600', unit: 'mg/dL' },
    });
    expect(read('0A 07 00 EA 07 0B 17 07 05 00 14 B0 11 40 00').result).toEqual({
      kind: 'off-scale',
      direction: 'low',
      bound: { value: '20', unit: 'mg/dL' },
    });
  });

  test('GM-6 and GM-9: a result that is none', () => {
    expect(read('02 00 00 EA 07 01 01 00 00 00 FF 07 00').result).toEqual({ kind: 'absent', reason: 'error' });
    expect(read('02 00 00 EA 07 01 01 00 00 00 00 08 00').result).toEqual({ kind: 'absent', reason: 'unknown' });
    expect(read('00 01 00 D0 07 01 02 03 04 05')).toMatchObject({
      result: { kind: 'absent', reason: 'unknown' },
      unit: 'mg/dL',
    });
  });

  test.each([
    ['1A', true],
    ['41', true],
    ['4A', true],
    ['11', undefined],
    ['F0', undefined],
    ['F7', undefined],
    ['F8', undefined],
    ['F2', undefined],
    ['FF', undefined],
  ])('type and location %s: control %s', (nibbles, control) => {
    expect(read(`02 07 00 EA 07 0B 17 07 05 00 6E B0 ${nibbles}`).control).toBe(control);
  });

  test.each(['13', '14', '15', '16', '19'])('type and location %s is another specimen', (nibbles) => {
    expect(problemIn(() => read(`02 07 00 EA 07 0B 17 07 05 00 6E B0 ${nibbles}`))).toBe(
      'other-specimen glucose measurement.type and location',
    );
  });

  test('several bits of one meaning are one state; what has no name here is left out', () => {
    expect(read('0A 07 00 EA 07 0B 17 07 05 00 6E B0 11 1A 06').status).toEqual(['strip-error']);
    expect(read('0A 07 00 EA 07 0B 17 07 05 00 6E B0 11 02 06').status).toBeUndefined();
  });

  test('an offset that did not fit is no time', () => {
    for (const offset of ['FF 7F', '00 80']) {
      expect(problemIn(() => read(`01 07 00 EA 07 0B 17 07 05 00 ${offset}`))).toBe(
        'impossible-time glucose measurement.time offset',
      );
    }
    expect(read('01 07 00 EA 07 0B 17 07 05 00 FE 7F').offsetMinutes).toBe(60);
  });

  test('a meal of later is none', () => {
    const record = meterRecord(1, { meal: 6 });
    expect(measuredOfMeterRecord(record, 'base-is-utc').mealContext).toBeUndefined();
    expect(measuredOfMeterRecord(meterRecord(1, { meal: 3 }), 'base-is-utc').mealContext).toBe('fasting');
  });
});

describe('a weighing over the air', () => {
  const through = (measured: Measured, feature = PLAIN_SCALE): Measured =>
    measuredOfWeight(decodeWeightMeasurement(encodeWeightMeasurement(weightMeasurementOf(measured))), {
      phoneOffsetMinutes: measured.offsetMinutes,
      arrivedMs: 0,
      feature,
    });

  test('a month of weighings comes back with the decimals that the scale shows; they have no number', () => {
    for (const record of take(60, records({ measure: 'weight', perDay: 2, days: 30 }))) {
      expect(through(measuredIn(record))).toEqual({ ...measuredIn(record), sequenceNumber: 0 });
    }
  });

  test.each([
    ['82.45', 'kg', 4],
    ['82', 'kg', 0],
    ['181.6', '[lb_av]', 3],
    ['181.65', '[lb_av]', 5],
    ['181', '[lb_av]', 1],
    ['82.405', 'kg', 7],
  ] as const)('%s %s at resolution %i', (value, unit, weightResolution) => {
    const measured: Measured = { ...measuredIn(FIRST), unit, result: { kind: 'value', quantity: { value, unit } } };
    const back = through(measured, { ...PLAIN_SCALE, weightResolution }).result;
    expect(back).toEqual({
      kind: 'value',
      quantity: { value: weightResolution === 0 ? '82.0' : value, unit },
    });
    expect(shownDecimals({ ...PLAIN_SCALE, weightResolution: 0 }, unit)).toBe(1);
  });

  test('local time, user, and nothing where the weighing failed', () => {
    const measured: Measured = {
      ...measuredIn(FIRST),
      shownMs: Date.parse('2026-11-23T12:05:09Z'),
      offsetMinutes: -300,
      unit: 'kg',
      result: { kind: 'off-scale', direction: 'high' },
    };
    expect(weightMeasurementOf(measured, 2)).toEqual({ unit: 'kg', time: '2026-11-23T07:05:09', user: 2 });
    expect(through(measured).result).toEqual({ kind: 'absent', reason: 'error' });
    expect(through(measured).shownMs).toBe(measured.shownMs);
  });

  test('a scale without a clock weighs when the packet comes', () => {
    const place = { phoneOffsetMinutes: 60, arrivedMs: 1_000_000, feature: PLAIN_SCALE };
    expect(measuredOfWeight({ unit: 'kg', weight: '70.000' }, place)).toMatchObject({
      shownMs: 1_000_000,
      offsetMinutes: 60,
    });
  });

  test('grams are not sent', () => {
    expect(problemIn(() => weightMeasurementOf({ ...measuredIn(FIRST), unit: 'g' }))).toBe(
      'not-representable weight measurement.unit',
    );
  });
});

describe('the record behind a reading', () => {
  const reading: Reading = {
    identifier: { system: 'urn:x', value: '1' },
    patient: PATIENT,
    measure: 'glucose',
    code: { system: 'http://loinc.org', code: '14743-9' },
    status: 'final',
    effective: '2026-03-03T07:59:00+05:45',
    result: { kind: 'absent', reason: 'error' },
    device: deviceOf('glucose').identifier,
  };

  test('the unit is that of the quantity, of the bound, or of the code', () => {
    expect(measuredOf(reading)).toEqual({
      shownMs: Date.parse('2026-03-03T02:14:00Z'),
      offsetMinutes: 345,
      result: reading.result,
      unit: 'mmol/L',
      sequenceNumber: 0,
    });
    const bound = { value: '600', unit: 'mg/dL' } as const;
    expect(measuredOf({ ...reading, result: { kind: 'off-scale', direction: 'high', bound } }).unit).toBe('mg/dL');
    expect(measuredOf({ ...reading, effective: '2026-03-03T07:59:00Z' }).offsetMinutes).toBe(0);
    expect(measuredOf({ ...reading, effective: '2026-03-03T07:59:00-03:30' }).offsetMinutes).toBe(-210);
    const control = { system: 'urn:iso:std:iso:11073:10101', code: '160208' };
    expect(measuredOf({ ...reading, code: control })).toMatchObject({ control: true, unit: 'mg/dL' });
  });
});
