import { describe, expect, test } from 'vitest';
import { RunningClock } from './running.ts';

const clock = (...stretches: readonly (readonly [from: bigint, shows: bigint])[]): RunningClock => {
  const [first, ...rest] = stretches.map(([from, shows]) => ({ from, shows }));
  if (first === undefined) throw new Error('no stretch');
  return new RunningClock([first, ...rest]);
};

describe('when a clock first showed something', () => {
  test('as it runs, also before its first stretch', () => {
    const running = clock([10n, 100n]);
    expect([90n, 100n, 105n].map((level) => running.firstAt(level))).toEqual([0n, 10n, 15n]);
  });
  test('a jump passes everything up to where it goes', () => {
    const jumping = clock([0n, 100n], [10n, 500n], [20n, 900n]);
    expect([109n, 110n, 500n, 501n, 509n, 510n, 900n, 950n].map((level) => jumping.firstAt(level))).toEqual([
      9n,
      10n,
      10n,
      11n,
      19n,
      20n,
      20n,
      70n,
    ]);
  });
  test('what was shown before it was set back counts, once and for good', () => {
    const back = clock([0n, 100n], [10n, 50n], [20n, 40n], [30n, 90n]);
    expect([105n, 109n, 110n, 120n].map((level) => back.firstAt(level))).toEqual([5n, 9n, 50n, 60n]);
    const twice = clock([0n, 100n], [50n, 120n], [60n, 10n], [70n, 20n], [80n, 500n]);
    expect([130n, 149n, 150n, 500n].map((level) => twice.firstAt(level))).toEqual([30n, 49n, 80n, 80n]);
  });
});
