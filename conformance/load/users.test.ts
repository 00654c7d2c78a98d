import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ArrivalStage } from './arrival.ts';
import { usersOf } from './users.ts';

const even = (rate: number): readonly ArrivalStage[] => [{ durationMs: 1000, from: rate, to: rate }];

describe('users of each channel', () => {
  test('as many as are asked for where it sends most often, and in proportion elsewhere', () =>
    expect(usersOf([even(600), even(300)], 800)).toEqual([800, 400]));
  test('one that sends seldom has some all the same', () =>
    expect(usersOf([even(600), even(6)], 800)).toEqual([800, 64]));
  test('but never more than are asked for', () => expect(usersOf([even(600), even(6)], 8)).toEqual([8, 8]));
  test('none where nothing is sent', () => expect(usersOf([even(600), []], 40)).toEqual([40, 0]));
  test('the peak of a curve counts', () =>
    expect(
      usersOf(
        [
          [
            { durationMs: 1000, from: 0, to: 900 },
            { durationMs: 1000, from: 900, to: 0 },
          ],
          even(450),
        ],
        800,
      ),
    ).toEqual([800, 400]));
  test('whatever the curves, each has between one and all of them, and the busiest has all', () =>
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 1e7 }), { minLength: 1 }),
        fc.integer({ min: 1, max: 1000 }),
        (rates, most) => {
          const users = usersOf(rates.map(even), most);
          expect(Math.max(...users)).toBe(most);
          expect(users.every((n) => n >= 1 && n <= most)).toBe(true);
        },
      ),
    ));
});
