import { describe, expect, test } from 'vitest';
import { circadianSensitivity, dawnWeight } from './day-rhythm.ts';

describe('rhythm of the day', () => {
  test.each([
    [0, 1],
    [4, 0.8],
    [11, 0.9],
    [17, 1],
    [20, 1],
    [23.99, 1],
  ])('at %d h insulin acts %d times as at midnight', (hour, factor) => {
    expect(circadianSensitivity(hour)).toBeCloseTo(factor, 9);
  });

  test('sensitivity is continuous over the whole day and round midnight', () => {
    let last = circadianSensitivity(23.999);
    for (let hour = 0; hour < 24; hour += 0.01) {
      const now = circadianSensitivity(hour);
      expect(Math.abs(now - last)).toBeLessThan(0.002);
      last = now;
    }
  });

  test('dawn is highest half past five and nothing outside 03:00 to 08:00', () => {
    expect(dawnWeight(5.5)).toBe(1);
    expect(dawnWeight(4.25)).toBeCloseTo(0.5, 9);
    for (const hour of [0, 2.99, 3, 8, 12, 23]) expect(dawnWeight(hour)).toBe(0);
  });
});
