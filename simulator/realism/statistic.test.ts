import { describe, expect, test } from 'vitest';
import { atMost, bounds, judge, percent, points, shareWithin, verdictOn, within, type Statistic } from './statistic.ts';

describe('tolerances', () => {
  test.each([
    ['percent', percent(5), 160, [152, 168]],
    ['percent of a negative figure', percent(10), -2, [-2.2, -1.8]],
    ['points', points(2), 11.6, [9.6, 13.6]],
    ['within', within(-0.1, 0.15), 0.03, [-0.1, 0.15]],
    ['at most', atMost(0.2), undefined, [0, 0.2]],
  ] as const)('%s', (_name, tolerance, real, [low, high]) => {
    const [a, b] = bounds(tolerance, real);
    expect(a).toBeCloseTo(low, 12);
    expect(b).toBeCloseTo(high, 12);
  });

  test.each([
    [152, true],
    [168, true],
    [151.9, false],
    [168.1, false],
    [Number.NaN, false],
  ])('a mean of %d against 160 within 5 %%: %s', (simulated, ok) => {
    expect(verdictOn(simulated, { id: 'mean', title: 'mean', real: 160, tolerance: percent(5) }).within).toBe(ok);
  });
});

test('judging computes each figure once and keeps the order', () => {
  const statistic = (id: string, real: number): Statistic<number> => ({
    id,
    title: id,
    real,
    tolerance: points(1),
    of: (x) => x,
  });
  const verdicts = judge([statistic('a', 5), statistic('b', 9)], 5.5);
  expect(verdicts.map((v) => [v.id, v.within])).toEqual([
    ['a', true],
    ['b', false],
  ]);
  expect(shareWithin(verdicts)).toBe(0.5);
});
