import { describe, expect, test } from 'vitest';
import { byTime } from '../../simulator/by-time.ts';
import { DAY_MS } from '../../simulator/clock.ts';
import type { FaultChoice } from '../../simulator/fleet.ts';
import { CAST } from './cast.ts';
import { changingStream, firstAbnormal, isAbnormal, nextMidnight, patientsOf } from './stream.ts';

const DAYS = { seed: 1, days: 10, startMs: Date.parse('2035-03-05T05:00:00Z') };
const keys = (batches: Iterable<{ sentMs: number; position: number; deliveries: readonly unknown[] }>): string[] =>
  [...batches].map(({ sentMs, position, deliveries }) => `${sentMs} ${position} ${JSON.stringify(deliveries)}`);

test('midnight comes after now, where the patients live', () => {
  expect(nextMidnight(Date.parse('2035-03-04T12:00:00Z'))).toBe(Date.parse('2035-03-05T05:00:00Z'));
  expect(nextMidnight(Date.parse('2035-03-05T05:00:00Z'))).toBe(Date.parse('2035-03-06T05:00:00Z'));
  expect(nextMidnight(Date.parse('2035-03-05T04:59:59Z'))).toBe(Date.parse('2035-03-05T05:00:00Z'));
});

describe('a stream whose faults may change', () => {
  test('is what the phones send, as long as nothing changes', () => {
    expect(keys(changingStream(DAYS, () => []))).toEqual(keys(byTime(patientsOf(DAYS))));
  });

  test('goes on with a fault from where it was switched on, and without it from where it was switched off', () => {
    const sick: readonly FaultChoice[] = [{ id: 'contaminated-finger', rate: 100 }];
    const plain = [...byTime(patientsOf(DAYS))];
    const [onMs, offMs] = [DAYS.startMs + 3 * DAY_MS, DAYS.startMs + 6 * DAY_MS];
    let now = 0;
    const got: string[] = [];
    for (const batch of changingStream(DAYS, () => (now >= onMs && now < offMs ? sick : []))) {
      now = batch.sentMs;
      got.push(...keys([batch]));
    }
    const alike = plain.filter(({ sentMs }) => sentMs <= onMs);
    const touched = [...byTime(patientsOf(DAYS, sick))].filter(
      ({ sentMs }) => sentMs > onMs + DAY_MS && sentMs < offMs,
    );
    expect(got.slice(0, alike.length)).toEqual(keys(alike));
    expect(got).toEqual(expect.arrayContaining(keys(touched)));
    expect(touched.flatMap(({ deliveries }) => deliveries).some(({ truth }) => truth.faultIds.length > 0)).toBe(true);
    expect(got.slice(-20)).toEqual(keys(plain.slice(-20)));
    expect(new Set(got).size).toBe(got.length);
  });
});

describe('abnormal', () => {
  const [oral] = CAST;
  const readings = [...byTime(patientsOf(DAYS))]
    .filter(({ position }) => position === 0)
    .flatMap(({ deliveries }) => deliveries);

  test('is what lies outside the limits of the patient, not of everybody', () => {
    const numbers = readings.flatMap((delivery) => {
      const { result } = delivery.reading;
      return result.kind === 'value' ? [{ delivery, value: Number(result.quantity.value) }] : [];
    });
    for (const { delivery, value } of numbers) {
      expect(isAbnormal(delivery, oral?.terms, 'mg/dL')).toBe(value < 70 || value > 130);
      expect(isAbnormal(delivery, CAST[2]?.terms, 'mg/dL')).toBe(value < 70 || value > 200);
    }
    expect(numbers.some(({ value }) => value > 130)).toBe(true);
    expect(numbers.some(({ value }) => value <= 130)).toBe(true);
  });

  test('is nothing of a patient of whom nothing was ordered', () => {
    expect(readings.filter((delivery) => isAbnormal(delivery, undefined, 'mg/dL'))).toEqual([]);
  });

  test.each([1, 2, 3, 42])('comes soon after any instant: seed %i', (seed) => {
    const from = DAYS.startMs + 4 * DAY_MS;
    const found = firstAbnormal({ ...DAYS, seed }, from) ?? Number.POSITIVE_INFINITY;
    expect(found).toBeGreaterThanOrEqual(from);
    expect(found).toBeLessThan(from + DAY_MS);
  });
});
