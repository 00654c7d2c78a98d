import { describe, expect, test } from 'vitest';
import { randomStream } from '../random.ts';
import { fitLogistic, score, standardised, standardOf } from './logistic.ts';

const sample = (n: number, shift: readonly number[], key: string): number[][] => {
  const random = randomStream(3, key);
  return Array.from({ length: n }, () => shift.map((by) => random.normal(by, 1)));
};

describe('logistic regression', () => {
  const a = sample(600, [0.5, 0, -1], 'a');
  const b = sample(600, [-0.5, 0, 1], 'b');
  const rows = [...a, ...b];
  const labels = rows.map((_, i) => i < a.length);

  test('finds the weights of two normal clouds: the shift over the variance', () => {
    const { weights } = fitLogistic(rows, labels, 1e-6);
    for (const [j, weight] of [1, 0, -2].entries()) {
      expect(Math.abs((weights[j] ?? Number.NaN) - weight), `weight ${j}`).toBeLessThan(0.3);
    }
  });

  test('a ridge pulls weights to 0; a very strong one leaves chance', () => {
    const size = (ridge: number) => Math.hypot(...fitLogistic(rows, labels, ridge).weights);
    expect(size(100)).toBeLessThan(size(1));
    expect(size(1e9)).toBeLessThan(1e-4);
  });

  test('classes weigh the same, however many rows each has', () => {
    const few = [...a.slice(0, 60), ...b];
    const { intercept } = fitLogistic(
      few,
      few.map((_, i) => i < 60),
      1e-3,
    );
    expect(Math.abs(intercept)).toBeLessThan(0.8);
  });

  test('separable classes do not run away under a ridge', () => {
    const model = fitLogistic([[-2], [-1], [1], [2]], [false, false, true, true], 1);
    expect(model.weights[0]).toBeGreaterThan(0.3);
    expect(model.weights[0]).toBeLessThan(3);
    expect(score(model, [1])).toBeGreaterThan(score(model, [-1]));
  });
});

describe('standardising', () => {
  const standard = standardOf([
    [1, 5, Number.NaN],
    [3, 5, 2],
    [5, 5, 4],
  ]);

  test('by mean and deviation of the rows that have the figure; no spread is scale 1', () => {
    expect(standard.centre).toEqual([3, 5, 3]);
    expect(standard.scale[0]).toBeCloseTo(Math.sqrt(8 / 3), 12);
    expect(standard.scale[1]).toBe(1);
  });

  test('what is missing is the mean; what is far out is held at four deviations', () => {
    expect(standardised([3, 6, Number.NaN], standard)).toEqual([0, 1, 0]);
    expect(standardised([1e9, 5, 3], standard)[0]).toBe(4);
  });
});
