import { describe, expect, test } from 'vitest';
import type { Device } from '../../../contract/domain/index.ts';
import type { Sampling } from '../../layers.ts';
import { randomSpace } from '../../random.ts';
import { SCALE_MODELS } from './models.ts';
import { recordsOfUser, scaleRecords, type ScaleSetting } from './records.ts';
import { UNKNOWN_USER } from './users.ts';

const ZONE = 'America/New_York';
const DEVICE: Device = {
  identifier: { system: 'urn:example', value: '1' },
  patient: { system: 'urn:example', value: 'P' },
  kind: 'scale',
  manufacturer: 'M',
  model: 'W',
  serial: '1',
};
const START_MS = Date.parse('2026-03-02T12:00:00Z');

const standing = (day: number, kg: number, personId = 'P'): Sampling => {
  const atMs = START_MS + day * 86_400_000;
  return {
    atMs,
    presented: kg,
    specimen: 'body',
    truth: { trueValue: kg, trueUnit: 'kg', trueTimeMs: atMs, faultIds: [], personId },
  };
};
const setting = (changes: Partial<ScaleSetting> = {}): ScaleSetting => ({
  model: SCALE_MODELS.family,
  unit: 'kg',
  device: DEVICE,
  zone: ZONE,
  profilesKg: [80, 60],
  space: randomSpace(4, 'scale'),
  ...changes,
});
const days = Array.from({ length: 60 }, (_, day) =>
  standing(day, day % 2 === 0 ? 80 : 60, day % 2 === 0 ? 'P' : 'P-2'),
);

describe('records of a scale', () => {
  const records = [...scaleRecords(days, setting())];

  test('have the time and offset of the weighing, the device, and numbers that rise by one', () => {
    records.forEach((record, i) => {
      expect(record.shownMs).toBe(record.truth.trueTimeMs);
      expect(record.offsetMinutes).toBe(record.shownMs < Date.parse('2026-03-08T07:00:00Z') ? -300 : -240);
      expect(record.device).toBe(DEVICE);
      expect(record.sequenceNumber).toBe(i);
    });
  });

  test('are told apart by who stood on it', () => {
    for (const { userIndex, truth } of records) expect(userIndex).toBe(truth.personId === 'P' ? 0 : 1);
    const own = [...recordsOfUser(scaleRecords(days, setting()), 0)];
    expect(own.length).toBeGreaterThan(27);
    for (const { truth } of own) expect(truth.personId).toBe('P');
  });

  test('of two who weigh alike the patient gets half of the other, with the truth of who it was', () => {
    const alike = Array.from({ length: 400 }, (_, day) => standing(day, 80, day % 2 === 0 ? 'P' : 'P-2'));
    const own = [...recordsOfUser(scaleRecords(alike, setting({ profilesKg: [80, 80.5] })), 0)];
    const others = own.filter(({ truth }) => truth.personId === 'P-2').length;
    expect(Math.abs(others / 200 - 0.5)).toBeLessThan(0.12);
  });

  test('a suitcase is nobody, and is stored as that', () => {
    const [record] = scaleRecords([standing(0, 18, '')], setting());
    expect(record?.userIndex).toBe(UNKNOWN_USER);
  });

  test('one weighing more or less changes no other result', () => {
    const values = (items: readonly Sampling[]) =>
      new Map(
        Array.from(scaleRecords(items, setting({ model: SCALE_MODELS.telehealth })), (r) => [r.shownMs, r.result]),
      );
    const [all, some] = [values(days), values(days.filter((_, day) => day % 3 !== 0))];
    expect(some.size).toBeGreaterThan(35);
    for (const [at, result] of some) expect(result).toEqual(all.get(at));
  });

  test('numbers begin again after 65,535', () => {
    function* many(): Generator<Sampling> {
      for (let i = 0; i < 67_000; i++) yield { ...standing(0, 80), atMs: START_MS + i * 1000 };
    }
    let [last, wraps] = [-1, 0];
    for (const { sequenceNumber } of scaleRecords(many(), setting())) {
      if (sequenceNumber !== last + 1) {
        expect([last, sequenceNumber]).toEqual([65_535, 0]);
        wraps++;
      }
      last = sequenceNumber;
    }
    expect(wraps).toBe(1);
  });
});
