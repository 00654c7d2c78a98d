import { describe, expect, test } from 'vitest';
import { CHARACTERISTIC } from '../../../contract/wire/gatt/characteristics.ts';
import { encodeGlucoseMeasurement, type GlucoseMeasurement } from '../../../contract/wire/gatt/glucose-measurement.ts';
import { hexOf } from '../../../contract/wire/gatt/hex.ts';
import { CollectorLog, keyOfMeasurement } from './collector-log.ts';
import { Intake } from './intake.ts';
import { meterRecord } from './meter.test-helper.ts';

describe('what came of notifications', () => {
  const { glucoseMeasurement, batteryLevel } = CHARACTERISTIC;
  const packet = (value: Uint8Array, characteristic: string = glucoseMeasurement) =>
    ({ kind: 'notification', characteristic, value }) as const;

  test('a damaged packet counts as a record after three times, and no longer when the record comes whole', () => {
    const intake = new Intake(new CollectorLog());
    const whole = encodeGlucoseMeasurement(meterRecord(300).measurement);
    const damaged = packet(whole.subarray(0, 9));
    expect([intake.receive(damaged), intake.receive(damaged), intake.got.size]).toEqual([[], [], 0]);
    expect(intake.receive(damaged)).toEqual([
      { kind: 'set-aside', hex: hexOf(whole.subarray(0, 9)), reason: 'truncated' },
    ]);
    expect([intake.receive(damaged), [...intake.got.values()].map(({ sequence }) => sequence)]).toEqual([[], [300]]);
    expect(intake.receive(packet(whole))).toEqual([{ kind: 'keep', record: meterRecord(300) }]);
    expect([intake.receive(packet(whole)), intake.got.size]).toEqual([[], 1]);
    const other = encodeGlucoseMeasurement(meterRecord(301).measurement);
    for (let i = 0; i < 3; i++) intake.receive(damaged);
    intake.receive(packet(other));
    expect(intake.got.size).toBe(3);
  });

  test('other characteristics are passed over, whatever they say', () => {
    const intake = new Intake(new CollectorLog());
    for (let i = 0; i < 4; i++) expect(intake.receive(packet(Uint8Array.of(80), batteryLevel))).toEqual([]);
    for (let i = 0; i < 4; i++) {
      expect(intake.receive(packet(Uint8Array.of(80), CHARACTERISTIC.glucoseContext))).toEqual([]);
    }
    expect(intake.latest).toBeUndefined();
  });
});

describe('what a phone remembers', () => {
  test('records are told apart by number, base time and result, not by what can be changed later', () => {
    const { measurement } = meterRecord(40);
    const keys = [
      measurement,
      { ...measurement, sequence: 41 },
      { ...measurement, baseTime: '2026-11-23T07:40:01' },
      meterRecord(40, { mgDl: 200 }).measurement,
      { ...measurement, concentration: { unit: 'kg/L', amount: { kind: 'NaN' }, type: 1, location: 1 } },
      { ...measurement, concentration: { unit: 'mol/L', amount: { kind: 'NaN' }, type: 1, location: 1 } },
      { ...measurement, concentration: { unit: 'kg/L', amount: { kind: '+INF' }, type: 1, location: 1 } },
      { sequence: 40, baseTime: measurement.baseTime, contextFollows: false },
    ] satisfies GlucoseMeasurement[];
    expect(new Set(keys.map((each) => keyOfMeasurement(each).key)).size).toBe(keys.length);
    const tagged = { ...measurement, offsetMinutes: 60, contextFollows: true };
    expect(keyOfMeasurement(tagged)).toEqual(keyOfMeasurement(measurement));
  });

  test('as many keys as there are numbers, the latest', () => {
    const log = new CollectorLog();
    for (let i = 0; i <= 65_536; i++) expect(log.add(String(i)) || expect.fail()).toBe(true);
    expect(log.size).toBe(65_536);
    expect(log.add('65536')).toBe(false);
    expect(log.add('1')).toBe(false);
    expect(log.add('0')).toBe(true);
  });
});
