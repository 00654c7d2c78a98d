import { describe, expect, test } from 'vitest';
import * as m from './moments.ts';

describe('plain statistics', () => {
  test('mean, deviation with n - 1, CV', () => {
    expect(m.mean([2, 4, 9])).toBe(5);
    expect(m.sd([2, 4, 9])).toBeCloseTo(Math.sqrt(13), 12);
    expect(m.cvPercent([90, 110])).toBeCloseTo((100 * Math.sqrt(200)) / 100, 12);
  });

  test('least and most of each group of neighbours, mean over the groups; who is left over is in none', () => {
    expect(m.extremesOfGroups([4, 1, 3, 9, 5, 7, 100], 3)).toEqual({ least: 3, most: 6.5 });
    expect(m.extremesOfGroups([4, 1], 3).least).toBeNaN();
  });

  test('what cannot be said is NaN, not 0', () => {
    expect(m.mean([])).toBeNaN();
    expect(m.sd([5])).toBeNaN();
    expect(m.quantile([], 0.5)).toBeNaN();
    expect(m.percentWhere([], () => true)).toBeNaN();
    expect(m.autocorrelation([1, 2], 1)).toBeNaN();
    expect(m.autocorrelation([3, 3, 3, 3], 1)).toBeNaN();
  });

  test.each([
    [0, 1],
    [0.25, 2],
    [0.5, 3],
    [0.9, 4.6],
    [1, 5],
  ])('quantile %d of 1 to 5 in any order is %d', (p, value) => {
    expect(m.quantile([5, 1, 4, 2, 3], p)).toBeCloseTo(value, 12);
  });

  test('percent where', () => expect(m.percentWhere([60, 69, 70, 71], (v) => v < 70)).toBe(50));

  test('autocorrelation of an alternating list is near -1 at lag 1 and near 1 at lag 2', () => {
    const x = Array.from({ length: 100 }, (_, i) => (i % 2 === 0 ? 1 : -1));
    expect(m.autocorrelation(x, 1)).toBeCloseTo(-0.99, 12);
    expect(m.autocorrelation(x, 2)).toBeCloseTo(0.98, 12);
  });

  test('skewness: 0 of a symmetric list, positive with a long upper tail', () => {
    expect(m.skewness([1, 2, 3])).toBeCloseTo(0, 12);
    expect(m.skewness([1, 1, 1, 10])).toBeGreaterThan(1);
  });
});

describe('distances of distributions', () => {
  test('Kolmogorov–Smirnov: 0 of the same, 1 of lists apart, worked by hand between', () => {
    expect(m.ksDistance([1, 2, 3], [3, 2, 1])).toBe(0);
    expect(m.ksDistance([1, 2], [5, 6, 7])).toBe(1);
    expect(m.ksDistance([1, 2, 3, 4], [3, 4, 5, 6])).toBe(0.5);
    expect(m.ksDistance([1, 1, 1, 2], [1, 2, 2, 2])).toBe(0.5);
  });

  test('total variation compares shares, not sums', () => {
    expect(m.totalVariation([1, 1], [10, 10])).toBe(0);
    expect(m.totalVariation([1, 0], [0, 7])).toBe(1);
    expect(m.totalVariation([3, 1], [1, 1])).toBeCloseTo(0.25, 12);
    expect(() => m.totalVariation([1], [1, 2])).toThrow(RangeError);
  });

  test('entropy: 0 of one cell, ln n of n even ones', () => {
    expect(m.entropy([9, 0, 0])).toBeCloseTo(0, 12);
    expect(m.entropy([2, 2, 2, 2])).toBeCloseTo(Math.log(4), 12);
  });
});
