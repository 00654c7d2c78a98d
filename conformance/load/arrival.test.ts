import { describe, expect, test } from 'vitest';
import { type ArrivalPoint, arrivalStages, intendedMs } from './arrival.ts';

const FLAT: readonly ArrivalPoint[] = [
  [0, 1],
  [1, 1],
];
const PEAK: readonly ArrivalPoint[] = [
  [0, 0.1],
  [4, 1],
  [6, 1],
  [10, 0],
];

/** The area by a thousand thin slices: no formula of the code under test. */
const areaUntil = (points: readonly ArrivalPoint[], sends: number, seconds: number, ms: number): number => {
  const length = (points.at(-1)?.[0] ?? 0) - (points[0]?.[0] ?? 0);
  const levelAt = (share: number): number => {
    const at = share * length;
    const i = points.findIndex(([later]) => later >= at);
    const [[t0, l0], [t1, l1]] = [points[Math.max(0, i - 1)], points[Math.max(1, i)]] as [ArrivalPoint, ArrivalPoint];
    return l0 + ((l1 - l0) * (at - t0)) / (t1 - t0);
  };
  const slices = 20_000;
  const all = Array.from({ length: slices }, (_, i) => levelAt((i + 0.5) / slices));
  const total = all.reduce((a, b) => a + b, 0);
  const until = Math.floor((ms / (seconds * 1000)) * slices);
  return (all.slice(0, until).reduce((a, b) => a + b, 0) / total) * sends;
};

describe('when a send is meant', () => {
  test('at an even rate one after another, the first one interval after the start', () => {
    const stages = arrivalStages(FLAT, 100, 10);
    expect(intendedMs(stages, 0)).toBeCloseTo(100, 6);
    expect(intendedMs(stages, 49)).toBeCloseTo(5000, 6);
    expect(intendedMs(stages, 99)).toBeCloseTo(10_000, 6);
  });
  test.each([[1000], [77], [100_000]])('on a curve with %i sends: where the area under it is so many', (sends) => {
    const stages = arrivalStages(PEAK, sends, 60);
    for (const share of [0.05, 0.3, 0.5, 0.8, 0.97]) {
      const index = Math.floor(share * sends);
      expect(areaUntil(PEAK, sends, 60, intendedMs(stages, index)) / sends).toBeCloseTo((index + 1) / sends, 2);
    }
  });
  test('later sends are meant later, and all of them by a little past the end', () => {
    for (const [points, sends, seconds] of [
      [PEAK, 777, 13],
      [FLAT, 3, 1],
      [FLAT, 1, 0.5],
      [PEAK, 12, 900],
    ] as const) {
      const stages = arrivalStages(points, sends, seconds);
      let before = 0;
      for (let i = 0; i < sends; i++) {
        const at = intendedMs(stages, i);
        expect(at).toBeGreaterThan(before);
        before = at;
      }
      expect(before).toBeLessThan(Number.POSITIVE_INFINITY);
    }
  });
  test('k6 takes what is given: whole rates, whole milliseconds, each stage where the last one ended', () => {
    const stages = arrivalStages(PEAK, 1234, 45);
    for (const { durationMs, from, to } of stages)
      for (const number of [durationMs, from, to]) expect(Number.isInteger(number)).toBe(true);
    expect(stages.slice(0, 3).reduce((sum, s) => sum + s.durationMs, 0)).toBe(45_000);
  });
  test('past the end of the curve nothing is meant', () => {
    expect(intendedMs(arrivalStages(FLAT, 10, 1), 1000)).toBe(Number.POSITIVE_INFINITY);
  });
});

test.each([
  ['one point', [[0, 1]]],
  [
    'back in time',
    [
      [0, 1],
      [2, 1],
      [1, 1],
    ],
  ],
  [
    'nothing under it',
    [
      [0, 0],
      [1, 0],
    ],
  ],
  [
    'less than nothing',
    [
      [0, 1],
      [1, -1],
      [2, 4],
    ],
  ],
] as const)('a curve with %s is an error', (_, points) => {
  expect(() => arrivalStages(points as readonly ArrivalPoint[], 10, 1)).toThrow(RangeError);
});
