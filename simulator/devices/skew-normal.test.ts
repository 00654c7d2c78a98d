import { describe, expect, test } from 'vitest';
import { randomStream } from '../random.ts';
import { METER_ERROR_MODELS } from './glucometer/error-model.ts';
import { drawSkewNormal, skewNormalWith, type SkewNormal } from './skew-normal.ts';

const DRAWS = 1_000_000;

/** Mean, standard deviation and skewness as drawn. */
function drawnMoments(shape: SkewNormal, seed: number): readonly [number, number, number] {
  const random = randomStream(seed, 'skew-normal');
  const x = Float64Array.from({ length: DRAWS }, () => drawSkewNormal(shape, random));
  const mean = x.reduce((sum, v) => sum + v, 0) / DRAWS;
  const sd = Math.sqrt(x.reduce((sum, v) => sum + (v - mean) ** 2, 0) / DRAWS);
  return [mean, sd, x.reduce((sum, v) => sum + ((v - mean) / sd) ** 3, 0) / DRAWS];
}

/** The same by Azzalini's formulas. */
function exactMoments({ xi, omega, alpha }: SkewNormal): readonly [number, number, number] {
  const m = (alpha / Math.sqrt(1 + alpha ** 2)) * Math.sqrt(2 / Math.PI);
  const skewness = (((4 - Math.PI) / 2) * m ** 3) / (1 - m ** 2) ** 1.5;
  return [xi + omega * m, omega * Math.sqrt(1 - m ** 2), skewness];
}

const off = (drawn: number, exact: number): number => Math.abs(drawn / exact - 1);

describe.each(Object.values(METER_ERROR_MODELS))('$name', ({ absolute, relative }) => {
  test.each([
    ['absolute', absolute],
    ['relative', relative],
  ] as const)('%s errors: mean, deviation and skewness are within 2 %', (_, shape) => {
    const exact = exactMoments(shape);
    drawnMoments(shape, 1).forEach((moment, i) => expect(off(moment, exact[i] ?? Number.NaN)).toBeLessThan(0.02));
  });
});

test('the fit of the legacy meter has its published moments: 2.01 and 6.54 mg/dL, 4.73 and 10.0 %', () => {
  const [low, lowSd] = exactMoments(METER_ERROR_MODELS.legacy.absolute);
  const [high, highSd] = exactMoments(METER_ERROR_MODELS.legacy.relative);
  expect(off(low, 2.01)).toBeLessThan(0.02);
  expect(off(lowSd, 6.54)).toBeLessThan(0.02);
  expect(off(high, 4.73)).toBeLessThan(0.02);
  expect(off(highSd, 10)).toBeLessThan(0.02);
});

test.each([
  [0.8, 3.2, 1.5],
  [-2, 1, -4],
  [5, 2, 0],
])('a mean of %d, a deviation of %d and a shape of %d are had', (mean, sd, alpha) => {
  const [exactMean, exactSd] = exactMoments(skewNormalWith(mean, sd, alpha));
  expect(exactMean).toBeCloseTo(mean, 12);
  expect(exactSd).toBeCloseTo(sd, 12);
});
