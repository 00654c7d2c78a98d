import { describe, expect, test } from 'vitest';
import { randomStream } from '../../random.ts';
import { measuredMgDl, METER_ERROR_MODELS, type MeterErrorModel } from './error-model.ts';

const DRAWS = 40_000;
const mean = (x: readonly number[]): number => x.reduce((a, b) => a + b, 0) / x.length;
const deviation = (x: readonly number[]): number => {
  const centre = mean(x);
  return Math.sqrt(mean(x.map((v) => (v - centre) ** 2)));
};

/** Shares of tests of a meter without lot and meter bias at levels even between two, inside ISO 15197:2013, 15 % and 20 %. */
function sharesInside(model: MeterErrorModel, low: number, high: number): { iso: number; in15: number; in20: number } {
  const random = randomStream(6, model.name, low);
  const off = Array.from({ length: DRAWS }, () => {
    const truth = random.between(low, high);
    return { truth, by: Math.abs(measuredMgDl(truth, model, 0, random) - truth) };
  });
  const share = (limit: (truth: number) => number) => off.filter(({ truth, by }) => by <= limit(truth)).length / DRAWS;
  return {
    iso: share((truth) => (truth < 100 ? 15 : 0.15 * truth)),
    in15: share((truth) => 0.15 * truth),
    in20: share((truth) => 0.2 * truth),
  };
}

const at = (bias: number) => measuredMgDl(200, METER_ERROR_MODELS.good, bias, randomStream(3));

const spreadAt = (truth: number) =>
  deviation(
    Array.from({ length: 5000 }, (_, i) => measuredMgDl(truth, METER_ERROR_MODELS.legacy, 0, randomStream(4, i))),
  );

describe('errors of a meter', () => {
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

describe('the fitted legacy meter', () => {
  test.each([
    [40, 75, 0.961],
    [75, 100, 0.88],
    [100, 400, 0.833],
    [40, 400, 0.849],
  ])('from %d to %d mg/dL it is inside ISO 15197:2013 as often as computed from the fit', (low, high, share) => {
    expect(Math.abs(sharesInside(METER_ERROR_MODELS.legacy, low, high).iso - share)).toBeLessThan(0.007);
  });

  test('83.1 % are within 15 %, 92.4 % within 20 %', () => {
    const { in15, in20 } = sharesInside(METER_ERROR_MODELS.legacy, 40, 400);
    expect(Math.abs(in15 - 0.831)).toBeLessThan(0.007);
    expect(Math.abs(in20 - 0.924)).toBeLessThan(0.007);
  });
});
