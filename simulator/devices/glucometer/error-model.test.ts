import { describe, expect, test } from 'vitest';
import { randomStream } from '../../random.ts';
import { drawSkewNormal, skewNormalWith } from '../skew-normal.ts';
import { measuredMgDl, METER_ERROR_MODELS, type MeterErrorModel } from './error-model.ts';

const DRAWS = 40_000;
const mean = (x: readonly number[]): number => x.reduce((a, b) => a + b, 0) / x.length;
const deviation = (x: readonly number[]): number => {
  const centre = mean(x);
  return Math.sqrt(mean(x.map((v) => (v - centre) ** 2)));
};

/** Glucose levels in the shares that ISO 15197:2013 asks for. */
const ISO_BINS: readonly (readonly [share: number, low: number, high: number])[] = [
  [5, 30, 50],
  [15, 51, 80],
  [20, 81, 120],
  [30, 121, 200],
  [15, 201, 300],
  [10, 301, 400],
  [5, 401, 550],
];

/** Inside ISO 15197:2013: 15 mg/dL below 100, 15 % from there. */
const insideIso = (truth: number, shown: number): boolean =>
  Math.abs(shown - truth) <= (truth < 100 ? 15 : 0.15 * truth);

/** Share inside over `lots` meters with a lot of strips each, levels in the shares of the standard. */
function isoShare(model: MeterErrorModel, lots: number, seed: number): number {
  let inside = 0;
  let all = 0;
  for (let lot = 0; lot < lots; lot++) {
    const lasting = randomStream(seed, model.name, 'lot', lot);
    const bias = lasting.normal(0, model.lotBiasSdPercent) + lasting.normal(0, model.meterBiasSdPercent);
    const random = randomStream(seed, model.name, 'test', lot);
    for (const [share, low, high] of ISO_BINS) {
      for (let i = 0; i < share * 2; i++) {
        const truth = random.between(low, high);
        if (insideIso(truth, Math.round(measuredMgDl(truth, model, bias, random)))) inside++;
        all++;
      }
    }
  }
  return inside / all;
}

const at = (bias: number) => measuredMgDl(200, METER_ERROR_MODELS.good, bias, randomStream(3));

const spreadAt = (truth: number) =>
  deviation(
    Array.from({ length: 5000 }, (_, i) => measuredMgDl(truth, METER_ERROR_MODELS.legacy, 0, randomStream(4, i))),
  );

describe('skew-normal errors', () => {
  test('moments are those asked for, within 2 %', () => {
    const shape = skewNormalWith(0.8, 4.6, 1.5);
    const random = randomStream(1, 'skew');
    const x = Array.from({ length: DRAWS }, () => drawSkewNormal(shape, random));
    expect(Math.abs(mean(x) - 0.8)).toBeLessThan(0.05);
    expect(Math.abs(deviation(x) / 4.6 - 1)).toBeLessThan(0.02);
    const [centre, spread] = [mean(x), deviation(x)];
    const skewness = mean(x.map((v) => ((v - centre) / spread) ** 3));
    expect(skewness).toBeGreaterThan(0.2);
    expect(skewness).toBeLessThan(0.4);
  });

  test('the fitted legacy meter has its published moments in both zones', () => {
    const model = METER_ERROR_MODELS.legacy;
    const random = randomStream(2, 'legacy');
    const low = Array.from({ length: DRAWS }, () => measuredMgDl(60, model, 0, random) - 60);
    const high = Array.from({ length: DRAWS }, () => measuredMgDl(200, model, 0, random) / 2 - 100);
    expect(Math.abs(mean(low) - 1.99)).toBeLessThan(0.1);
    expect(Math.abs(deviation(low) / 6.54 - 1)).toBeLessThan(0.02);
    expect(Math.abs(mean(high) - 4.71)).toBeLessThan(0.15);
    expect(Math.abs(deviation(high) / 9.96 - 1)).toBeLessThan(0.02);
  });

  test('a bias moves every result by its percentage', () => {
    expect(at(2) - at(0)).toBeCloseTo(4, 9);
  });

  test('the zone is chosen by the true value: at the threshold errors are relative', () => {
    expect(spreadAt(74.9)).toBeLessThan(6.8);
    expect(spreadAt(75)).toBeGreaterThan(7.2);
  });

  test('outliers of the good meter are rare and far', () => {
    const model = METER_ERROR_MODELS.good;
    const plain: MeterErrorModel = { ...model, outlier: { probability: 0, mean: 8 } };
    const pairs = Array.from({ length: 20_000 }, (_, i) => [
      measuredMgDl(150, model, 0, randomStream(5, i)),
      measuredMgDl(150, plain, 0, randomStream(5, i)),
    ]);
    const moved = pairs.map(([a = 0, b = 0]) => Math.abs(a - b) / 1.5).filter((distance) => distance > 0);
    expect(Math.abs(moved.length / 20_000 - 0.008)).toBeLessThan(0.0025);
    expect(Math.abs(mean(moved) - 8)).toBeLessThan(2);
  });
});

describe('ISO 15197:2013', () => {
  test.each([1, 2, 3])('seed %d: the good meter passes, the average just passes, the legacy fails', (seed) => {
    const good = isoShare(METER_ERROR_MODELS.good, 100, seed);
    const average = isoShare(METER_ERROR_MODELS.average, 100, seed);
    const legacy = isoShare(METER_ERROR_MODELS.legacy, 100, seed);
    expect(good).toBeGreaterThanOrEqual(0.985);
    expect(average).toBeGreaterThanOrEqual(0.955);
    expect(average).toBeLessThan(good);
    expect(Math.abs(legacy - 0.849)).toBeLessThan(0.02);
  });
});
