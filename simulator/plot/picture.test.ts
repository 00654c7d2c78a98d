import { describe, expect, test } from 'vitest';
import { InputProblem } from '../../contract/input-problem.ts';
import { fleetOf, type FleetOptions } from '../fleet.ts';
import { MOST_PICTURE_DAYS, pictureOf } from './picture.ts';

const OPTIONS: FleetOptions = {
  cohort: [
    { archetype: 'hf-stable', patients: 2 },
    { archetype: 't2d-oral', patients: 1, unit: 'mmol/L', zone: 'Asia/Kolkata' },
  ],
  seed: 4,
  days: 10,
  format: 'ndjson',
  faults: [
    { id: 'heavy-clothing', rate: 20 },
    { id: 'duplicate-upload', rate: 20 },
  ],
};
const deliveriesOf = (position: number) => {
  const [patient] = fleetOf(OPTIONS).patients({ from: position, to: position + 1 });
  return [...(patient?.deliveries ?? [])];
};

describe('a picture', () => {
  const picture = pictureOf(fleetOf(OPTIONS), 1, 10);

  test('has every reading once, however often it was sent, with all faults that touched it', () => {
    const deliveries = deliveriesOf(1);
    const keys = new Set(deliveries.map(({ reading }) => reading.identifier.value));
    expect(picture.readings).toHaveLength(keys.size);
    expect(picture.readings.reduce((sum, { sendings }) => sum + sendings, 0)).toBe(deliveries.length);
    const ids = new Set(deliveries.flatMap(({ truth }) => truth.faultIds));
    expect(new Set(picture.readings.flatMap(({ faultIds }) => faultIds))).toEqual(ids);
    expect(ids.size).toBeGreaterThan(0);
  });

  test('is in order of time, inside its days, in the unit of the device', () => {
    const times = picture.readings.map(({ atMs }) => atMs);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    for (const { trueMs } of picture.readings) expect(trueMs >= picture.fromMs && trueMs < picture.toMs).toBe(true);
    const indian = pictureOf(fleetOf(OPTIONS), 2, 10);
    expect([indian.unit, indian.zone]).toEqual(['mmol/L', 'Asia/Kolkata']);
    for (const { trueValue, value = trueValue } of indian.readings) expect(Math.max(value, trueValue)).toBeLessThan(40);
    for (const { value } of indian.truth) expect(value).toBeLessThan(40);
  });

  test.each([
    ['2026-10-26T00:00:00-04:00', 25],
    ['2026-03-02T00:00:00-05:00', 23],
  ])('ends with its last day, also where the clocks change: from %s', (start, hours) => {
    const options = { ...OPTIONS, cohort: [{ archetype: 't1d-mdi', patients: 1 }], faults: [] };
    const { truth, readings, fromMs, toMs } = pictureOf(fleetOf({ ...options, start: Date.parse(start) }), 0, 10);
    expect(toMs - fromMs).toBe((9 * 24 + hours) * 3_600_000);
    expect(toMs - (truth.at(-1)?.atMs ?? 0)).toBeLessThanOrEqual(5 * 60_000);
    expect(truth.every(({ atMs }) => atMs < toMs)).toBe(true);
    expect(readings.every(({ trueMs }) => trueMs < toMs)).toBe(true);
  });

  test('has what a fault kept from leaving, in the unit of the device', () => {
    const faults = [{ id: 'strip-error', rate: 40 }];
    const of = (more: Partial<FleetOptions>) => pictureOf(fleetOf({ ...OPTIONS, days: 60, ...more }), 2, 60);
    const [whole, { readings, lost, fromMs, toMs }] = [of({ faults: [] }), of({ faults })];
    expect(whole.lost).toEqual([]);
    expect(lost.length).toBeGreaterThan(0);
    expect(readings.length + lost.length).toBe(whole.readings.length);
    for (const { atMs, trueValue, faultId } of lost) {
      expect(atMs >= fromMs && atMs < toMs).toBe(true);
      expect(trueValue).toBeLessThan(40);
      expect(faultId).toBe('strip-error');
    }
  });

  test('where nobody tells the curve, the truth is known at the readings', () => {
    expect(picture.truth.length).toBeGreaterThan(0);
    for (const { value } of picture.truth) expect(value).toBeGreaterThan(30);
  });

  test('of more days than can be seen is refused', () => {
    expect(() => pictureOf(fleetOf(OPTIONS), 0, MOST_PICTURE_DAYS + 1)).toThrow(InputProblem);
  });
});
