import { describe, expect, test } from 'vitest';
import { recordsAfter } from '../frequency.test-helper.ts';
import { touchedWith } from '../streams.test-helper.ts';
import { temperatureError } from './temperature-error.ts';

const ID = 'temperature-error';
const SEASON = [0, 1, 6, 7];
const PER_PATIENT = 4 * 365 * 3;
const meters = Array.from({ length: 60 }, (_, patient) => recordsAfter(temperatureError, PER_PATIENT, { patient }));
const monthOf = (record: { readonly truth: { readonly trueTimeMs: number } }): number =>
  new Date(record.truth.trueTimeMs).getUTCMonth();
const shareIn = (all: (typeof meters)[number], season: boolean): number => {
  const there = all.filter((record) => SEASON.includes(monthOf(record)) === season);
  return touchedWith(there, ID).length / there.length;
};
const mean = (x: readonly number[]): number => x.reduce((a, b) => a + b, 0) / x.length;

describe('out of season', () => {
  test('0.3 % of tests of any meter', () => {
    expect(Math.abs(mean(meters.map((all) => shareIn(all, false))) - 0.003)).toBeLessThan(0.0005);
  });
});

describe('in January, February, July and August', () => {
  const shares = meters.map((all) => shareIn(all, true));
  const garage = shares.filter((share) => share > 0.015);

  test('one meter in ten, kept in a garage, refuses 3 %', () => {
    expect(garage.length).toBeGreaterThanOrEqual(2);
    expect(garage.length).toBeLessThanOrEqual(12);
    expect(Math.abs(mean(garage) - 0.03)).toBeLessThan(0.008);
  });
  test('the others 0.3 %, as ever', () => {
    expect(Math.abs(mean(shares.filter((share) => share <= 0.015)) - 0.003)).toBeLessThan(0.001);
  });
});

test('there is no value, and the meter says whether it was too hot or too cold', () => {
  for (const record of touchedWith(meters.flat(), ID)) {
    expect(record.result).toEqual({ kind: 'absent', reason: 'error' });
    const warm = monthOf(record) >= 3 && monthOf(record) <= 8;
    expect(record.status).toEqual([warm ? 'temperature-high' : 'temperature-low']);
  }
});
