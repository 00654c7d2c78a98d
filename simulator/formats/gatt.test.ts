import { describe, expect, test } from 'vitest';
import { DECODER, type Characteristic } from '../../contract/wire/gatt/characteristics.ts';
import { decodeGlucoseContext } from '../../contract/wire/gatt/glucose-context.ts';
import { decodeGlucoseMeasurement } from '../../contract/wire/gatt/glucose-measurement.ts';
import { bytesOfHex } from '../../contract/wire/gatt/hex.ts';
import { measuredOfMeterRecord } from '../devices/gatt/glucose-record.ts';
import { records, take } from '../faults/streams.test-helper.ts';
import { faultNamed } from '../faults/catalogue.ts';
import { simulateDeliveries } from '../simulate.ts';
import { readingOfRecord } from '../phone/reading-of-record.ts';
import { GATT, gattLines, packetsOf } from './gatt.ts';
import { STREAM_FORMATS } from './registry.ts';
import { ABSENT, HIGH, linesOf, ONE, SAMPLE, withResult, written } from './sample.test-helper.ts';

interface Line {
  readonly characteristic: Characteristic;
  readonly hex: string;
  readonly device: string;
  readonly reading: string;
  readonly sent: string;
  readonly version: number;
  readonly truth: { readonly trueTimeMs: number; readonly trueValue: number };
}
const parsed = (text: string): readonly Line[] => linesOf(text).map((line) => JSON.parse(line) as Line);

describe('gatt', () => {
  test('is known by its name and says that it carries the truth', () => {
    expect(STREAM_FORMATS['gatt']).toBe(GATT);
    expect(GATT.carriesTruth).toBe(true);
  });

  test('a line a packet: a reader of the air alone gets back what the phone sends', () => {
    const lines = parsed(written(GATT, SAMPLE));
    const measurements = lines.filter(({ characteristic }) => characteristic === '2A18');
    expect(measurements).toHaveLength(SAMPLE.length);
    measurements.forEach((line, at) => {
      const delivery = SAMPLE[at] ?? expect.fail();
      const next = lines[lines.indexOf(line) + 1];
      const context = next?.characteristic === '2A34' ? { context: decodeGlucoseContext(bytesOfHex(next.hex)) } : {};
      const record = { measurement: decodeGlucoseMeasurement(bytesOfHex(line.hex)), ...context };
      expect(record.measurement.contextFollows).toBe(next?.characteristic === '2A34');
      const measured = measuredOfMeterRecord(record, 'base-is-utc');
      const { reading, truth } = delivery;
      expect(measured.shownMs).toBe(Math.floor(Date.parse(reading.effective) / 1000) * 1000);
      expect(measured.result.kind).toBe(reading.result.kind);
      if (reading.result.kind === 'value') expect(measured.result).toEqual(reading.result);
      expect(measured.sequenceNumber).toBe(reading.sequenceNumber);
      expect(measured.mealContext).toBe(reading.mealContext);
      expect([line.reading, line.device, line.version]).toEqual([reading.identifier.value, reading.device?.value, 1]);
      expect([Date.parse(line.sent), line.truth.trueTimeMs]).toEqual([delivery.sentMs, truth.trueTimeMs]);
    });
  });

  test('a meal comes as a second packet with the same number and the same truth', () => {
    const delivery = { ...ONE, reading: { ...ONE.reading, mealContext: 'fasting' as const } };
    const [measurement, context, ...more] = parsed(written(GATT, [delivery]));
    expect(more).toEqual([]);
    expect([measurement?.characteristic, context?.characteristic]).toEqual(['2A18', '2A34']);
    expect(DECODER['2A34'](bytesOfHex(context?.hex ?? ''))).toEqual({ sequence: ONE.reading.sequenceNumber, meal: 3 });
    expect(context?.truth).toEqual(measurement?.truth);
  });

  test.each([
    ['off the scale', HIGH, '+INF'],
    ['failed', ABSENT, 'NaN'],
    ['not known', withResult({ kind: 'absent', reason: 'unknown' }), 'NRes'],
    ['not done', withResult({ kind: 'absent', reason: 'not-performed' }), 'NaN'],
    ['poison that is a number', { ...ONE, poison: '-7' }, 'number'],
    ['poison as large as a billion', { ...ONE, poison: '1e9' }, 'number'],
    ['poison that no packet holds', { ...ONE, poison: '1e99' }, 'NaN'],
    ['poison that is none', { ...ONE, poison: '5,4' }, 'NaN'],
    ['more digits than fit', withResult({ kind: 'value', quantity: { value: '118.43', unit: 'mg/dL' } }), 'NaN'],
  ])('%s', (_, delivery, kind) => {
    const [line] = parsed(written(GATT, [delivery]));
    expect(decodeGlucoseMeasurement(bytesOfHex(line?.hex ?? '')).concentration?.amount.kind).toBe(kind);
  });

  test.each([
    ['battery-low', 'battery-low'],
    ['sample-insufficient', 'sample-insufficient'],
    ['strip-error', 'strip-insertion'],
    ['temperature-high', 'temperature-too-high'],
    ['temperature-low', 'temperature-too-low'],
  ] as const)('%s of the device is a bit of its own beside the value and beside the end of the scale', (own, bit) => {
    const statusOf = (delivery: typeof ONE) => {
      const [line] = parsed(written(GATT, [{ ...delivery, deviceStatus: [own] }]));
      return decodeGlucoseMeasurement(bytesOfHex(line?.hex ?? '')).status;
    };
    expect(statusOf(ONE)).toEqual([bit]);
    expect(statusOf(HIGH)?.toSorted()).toEqual([bit, 'result-too-high'].toSorted());
  });

  test('what faults of the device say of its state is on the air of a whole run, on either way through the phone', () => {
    const named = ['battery-low-then-loss', 'low-sample', 'strip-error', 'temperature-error'];
    const faults = named.map((id) => ({ fault: faultNamed(id), rate: 40 }));
    const options = { archetype: 't1d-mdi', seed: 1, index: 0, zone: 'America/New_York', days: 60, faults };
    for (const phone of ['immediate', 'hourly'] as const) {
      const run = { ...options, start: Date.parse('2026-01-05T05:00:00Z'), phone };
      const deliveries = [...simulateDeliveries(run)];
      const bits = parsed(written(GATT, deliveries))
        .filter(({ characteristic }) => characteristic === '2A18')
        .flatMap(({ hex }) => decodeGlucoseMeasurement(bytesOfHex(hex)).status ?? []);
      expect(bits).toContain('battery-low');
      expect(bits.some((bit) => bit.startsWith('temperature'))).toBe(true);
      expect(bits.filter((bit) => bit === 'battery-low')).toHaveLength(
        deliveries.filter(({ deviceStatus }) => deviceStatus?.includes('battery-low')).length,
      );
    }
  });

  test('records without a number are NaN and NRes on the air of a whole run, and come back with their reasons', () => {
    const faults = [{ fault: faultNamed('nan-reserved'), rate: 200 }];
    const options = { archetype: 't1d-mdi', seed: 1, index: 0, zone: 'America/New_York', days: 60, faults };
    const deliveries = [...simulateDeliveries({ ...options, start: Date.parse('2026-01-05T05:00:00Z') })];
    const words = new Map<string, Set<string>>();
    for (const delivery of deliveries) {
      const { result } = delivery.reading;
      if (result.kind !== 'absent') continue;
      const [line] = parsed(written(GATT, [delivery]));
      const measurement = decodeGlucoseMeasurement(bytesOfHex(line?.hex ?? ''));
      expect(measuredOfMeterRecord({ measurement }, 'base-is-utc').result).toEqual(result);
      words.set(result.reason, (words.get(result.reason) ?? new Set()).add((line?.hex ?? '').slice(24, 28)));
    }
    expect(words).toEqual(
      new Map([
        ['error', new Set(['FF07'])],
        ['unknown', new Set(['0008'])],
      ]),
    );
  });

  test('a correction is told anew; taken back and typed in are not on the air', () => {
    const [line] = parsed(written(GATT, [{ ...ONE, act: 'correct', version: 2 }]));
    expect(line?.version).toBe(2);
    expect(written(GATT, [{ ...ONE, act: 'retract', version: 2 }])).toBe('');
    expect(written(GATT, [{ ...ONE, reading: { ...ONE.reading, userEntered: true } }])).toBe('');
  });

  test.each([
    ['numbers it by itself', { identifier: { system: 'urn:example:vendor-app', value: 'app-1' } }],
    ['names no device', { device: undefined }],
    ['names the device, and not the number of its record', { sequenceNumber: undefined }],
  ])('what another app tells is not on the air: it %s', (_, more) => {
    const { device, sequenceNumber, ...rest } = { ...ONE.reading, ...more };
    const reading = {
      ...rest,
      ...(device === undefined ? {} : { device }),
      ...(sequenceNumber === undefined ? {} : { sequenceNumber }),
    };
    expect(written(GATT, [{ ...ONE, reading }])).toBe('');
  });

  test.each(['t2d-oral', 'hf-stable'])('copies by another app change no packet of a whole run of %s', (archetype) => {
    const options = { archetype, seed: 1, zone: 'America/New_York', start: Date.parse('2026-01-05T05:00:00Z') };
    const packets = (index: number, rate: number): readonly string[] => {
      const faults = [{ fault: faultNamed('two-sources'), rate }];
      const deliveries = [...simulateDeliveries({ ...options, index, days: 20, faults })];
      const all = parsed(written(GATT, deliveries));
      expect(all.every(({ device, hex }) => device !== '' && hex.length > 0)).toBe(true);
      return all.map(({ hex }) => hex);
    };
    for (let index = 0; index < 6; index++) expect(packets(index, 10)).toEqual(packets(index, 0));
  });

  test("a device's own records, of both measures", () => {
    for (const measure of ['glucose', 'weight'] as const) {
      for (const record of take(20, records({ measure }))) {
        const [line, ...more] = parsed(gattLines(record));
        expect(more).toEqual([]);
        expect(line?.characteristic).toBe(measure === 'glucose' ? '2A18' : '2A9D');
        expect(line?.device).toBe(record.device.identifier.value);
        expect(Object.keys(line ?? {})).toEqual(['characteristic', 'hex', 'device', 'truth']);
        const reading = readingOfRecord(record, { system: 's', value: 'p' });
        const { truth, status } = record;
        const deviceStatus = status === undefined ? {} : { deviceStatus: status };
        const again = parsed(written(GATT, [{ ...ONE, reading, truth, ...deviceStatus }]));
        expect(again.map(({ hex }) => hex)).toEqual([line?.hex]);
      }
    }
    expect(() => packetsOf({ ...take(1, records())[0], unit: 'g' } as never)).toThrow('a scale does not send g');
  });
});
