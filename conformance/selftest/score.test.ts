import { describe, expect, test } from 'vitest';
import { medianOf, shareOf } from './score.ts';

describe('the bound of Clopper and Pearson, one-sided, at 95 %', () => {
  /** Without a miss it is 0.05^(1/n). */
  test.each([
    [59, 59, '95.0'],
    [60, 60, '95.1'],
    [100, 100, '97.0'],
    [300, 300, '99.0'],
    [1000, 1000, '99.7'],
    [92, 93, '95.0'],
    [1, 1, '5.0'],
    [0, 10, '0.0'],
    [0, 0, '0.0'],
  ])('%i of %i: at least %s %%', (hits, of, bound) => {
    expect(shareOf(hits, of)).toEqual({ hits, of, boundPercent: bound });
  });
  test('a miss lowers it, and a hit more raises it', () => {
    const bound = (hits: number, of: number): number => Number(shareOf(hits, of).boundPercent);
    expect(bound(99, 100)).toBeLessThan(bound(100, 100));
    expect(bound(200, 200)).toBeGreaterThan(bound(100, 100));
  });
  test('more hits than there were are none', () => {
    expect(() => shareOf(2, 1)).toThrow(RangeError);
  });
});

test('the median is a value that came', () => {
  expect(medianOf([])).toBeUndefined();
  expect(medianOf([3])).toBe(3);
  expect(medianOf([9, 1, 4])).toBe(4);
  expect(medianOf([4, 1, 9, 3])).toBe(3);
});
