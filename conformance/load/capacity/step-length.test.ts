import { describe, expect, test } from 'vitest';
import { LoadResult } from '../result/load-result.ts';
import { isShortOfSamples, secondsAt } from './step-length.ts';

type Judged = LoadResult['thresholds'][number];

const judged = (
  quantile: Judged['threshold']['quantile'],
  [late, inTime, undecided]: readonly [number, number, number],
  verdict: Judged['verdict'] = 'INCONCLUSIVE',
): Judged => ({ threshold: { quantile, withinMs: 100 }, verdict, counts: { late, inTime, undecided }, why: '' });

describe('open for want of samples alone', () => {
  test.each<[string, Judged]>([
    ['none came', judged('p99', [0, 0, 0])],
    ['the greatest, and none came', judged('max', [0, 0, 0])],
    ['few, and none late', judged('p99.9', [0, 244, 0])],
    ['few, and two late', judged('p99.9', [1, 242, 1])],
    ['many, and seldom one late', judged('p99', [7, 990, 0])],
  ])('%s', (_, one) => expect(isShortOfSamples(one)).toBe(true));
  test.each<[string, Judged]>([
    ['it is proven', judged('p99', [0, 400, 0], 'PASS')],
    ['it is broken', judged('p99', [40, 400, 0], 'FAIL')],
    ['too many were late', judged('p99', [3, 200, 0])],
    ['of too many nobody knows', judged('p99.9', [0, 240, 3])],
    ['the greatest, of which nobody knows', judged('max', [0, 240, 1])],
  ])('not where %s', (_, one) => expect(isShortOfSamples(one)).toBe(false));
});

describe('a step lasts', () => {
  // 99.9 % at 95 % confidence with two late ones need 6,294 samples; 120 of 1,000 readings gave one.
  const before = { readings: 1000, thresholds: [judged('p99', [0, 120, 0]), judged('p99.9', [0, 120, 0])] };
  test('as long as was asked where nothing is known yet, or there is no quantile to prove', () => {
    expect(secondsAt(100, 20, undefined)).toBe(20);
    expect(secondsAt(100, 20, { readings: 1000, thresholds: [] })).toBe(20);
    expect(secondsAt(100, 20, { readings: 1000, thresholds: [judged('max', [0, 120, 0])] })).toBe(20);
  });
  test('as long as its quantiles need samples', () => {
    expect(secondsAt(800, 20, before)).toBe(Math.ceil(6294 / (0.12 * 800)));
    expect(secondsAt(1600, 20, before)).toBe(Math.ceil(6294 / (0.12 * 1600)));
  });
  test('as long as was asked where that is more than they need', () => expect(secondsAt(8000, 20, before)).toBe(20));
  test('as long as was asked where the longest would not be enough', () => {
    expect(secondsAt(400, 20, before)).toBe(20);
    expect(secondsAt(525, 20, before)).toBe(100);
    expect(secondsAt(100, 20, { readings: 1000, thresholds: [judged('p99', [0, 0, 0])] })).toBe(20);
  });
});
