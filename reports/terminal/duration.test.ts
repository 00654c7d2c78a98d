import { describe, expect, test } from 'vitest';
import { duration, leftSeconds } from './duration.ts';

describe('how long', () => {
  test.each([
    [0, '0 s'],
    [0.2, '1 s'],
    [89, '89 s'],
    [90, '2 min'],
    [600, '10 min'],
    [5399, '90 min'],
    [5400, '1.5 h'],
    [36_000, '10.0 h'],
  ])('%f s reads %s', (seconds, text) => expect(duration(seconds)).toBe(text));

  test('what is left follows from how fast it went', () => {
    expect(leftSeconds(10_000, 25, 100)).toBe(30);
    expect(leftSeconds(10_000, 100, 100)).toBe(0);
    expect(leftSeconds(10_000, 0, 100)).toBeUndefined();
    expect(leftSeconds(10_000, 101, 100)).toBeUndefined();
  });
});
