import { describe, expect, test } from 'vitest';
import { DAY_MS, HOUR_MS } from '../clock.ts';
import { randomStream } from '../random.ts';
import { areaUnderCurve, separation } from './classifier.ts';
import { FEATURE_NAMES, FEATURES, featuresOf } from './features.ts';
import type { PatientStream } from './observation.ts';
import { randomWalks } from './random-walk.ts';

/** Independent values at four hours of a day, missed now and then. */
function independent(n: number, mean: number, key: string): PatientStream[] {
  return Array.from({ length: n }, (_, i) => {
    const random = randomStream(9, key, i);
    const level = random.normal(mean, 15);
    const observations = Array.from({ length: 120 }, (_o, k) => ({
      wallMs: Math.floor(k / 4) * DAY_MS + ([7, 12, 18, 22][k % 4] ?? 0) * HOUR_MS + random.int(60) * 60_000,
      mgDl: Math.max(20, Math.round(random.normal(level, 60))),
    })).filter(() => !random.bernoulli(0.1));
    return { id: `${key}${i}`, observations };
  });
}

describe('area under the curve', () => {
  test.each([
    [[3, 4], [1, 2], 1],
    [[1, 2], [3, 4], 0],
    [[1, 4], [2, 3], 0.5],
    [[1], [1], 0.5],
  ])('%j above %j: %d', (positive, negative, auc) => expect(areaUnderCurve(positive, negative)).toBe(auc));
});

describe('features', () => {
  test('there are 20, each a number of an ordinary patient', () => {
    expect(FEATURE_NAMES).toHaveLength(20);
    const [patient] = independent(1, 150, 'one');
    for (const value of featuresOf(patient as PatientStream)) expect(Number.isFinite(value)).toBe(true);
  });

  test('a record of one value has a mean and no lag', () => {
    const one: PatientStream = { id: 'x', observations: [{ wallMs: 0, mgDl: 100 }] };
    expect(FEATURES['mean']?.(one)).toBe(100);
    expect(FEATURES['lag 1']?.(one)).toBeNaN();
  });

  test('days without: of the span from the first to the last', () => {
    const gap: PatientStream = { id: 'x', observations: [0, 1, 4].map((d) => ({ wallMs: d * DAY_MS, mgDl: 100 })) };
    expect(FEATURES['days without']?.(gap)).toBe(40);
  });
});

describe('the classifier', () => {
  test('cannot tell two halves of one kind apart', () => {
    const { auc } = separation(independent(40, 150, 'a'), independent(40, 150, 'b'));
    expect(Math.abs(auc - 0.5)).toBeLessThan(0.15);
  });

  test('tells a kind from another, and says by what', () => {
    const { auc, weights } = separation(independent(40, 190, 'a'), independent(40, 150, 'b'));
    expect(auc).toBeGreaterThan(0.9);
    const places = weights.map(({ feature }) => feature);
    expect(places.indexOf('mean')).toBeLessThan(4);
    expect(weights.find(({ feature }) => feature === 'mean')?.weight).toBeGreaterThan(0);
  });

  test('tells a random walk from independent values', () => {
    const [first] = independent(1, 150, 'times');
    const walks = randomWalks(40, first?.observations.map((o) => o.wallMs) ?? [], { mean: 150, sd: 60 }, 5);
    expect(separation(independent(40, 150, 'a'), walks).auc).toBeGreaterThan(0.95);
  });

  test('is the same every time', () => {
    const again = () => separation(independent(12, 150, 'a'), independent(15, 170, 'b'));
    expect(again()).toEqual(again());
  });
});
