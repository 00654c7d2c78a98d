import { describe, expect, test } from 'vitest';
import { inverseNormal } from './inverse-normal.ts';

describe('inverse of the normal distribution', () => {
  // 16-digit values from tables of the normal distribution; the last two use the tail approximations.
  test.each([
    [0.5, 0],
    [0.75, 0.674489750196082],
    [0.975, 1.959963984540054],
    [0.999, 3.090232306167813],
    [0.00001, -4.264890793922825],
    [1e-10, -6.361340902404056],
    [1e-20, -9.26234008979841],
  ])('%d is at %d', (p, z) => {
    expect(Math.abs(inverseNormal(p) - z)).toBeLessThan(1e-13);
  });

  test('is symmetric, rising, and continuous where the approximations meet', () => {
    for (const p of [0.01, 0.075, 0.2, 0.4]) expect(inverseNormal(1 - p)).toBeCloseTo(-inverseNormal(p), 13);
    for (const edge of [0.075, 0.925, Math.exp(-25)]) {
      const step = edge * 1e-9;
      const [below, above] = [inverseNormal(edge - step), inverseNormal(edge + step)];
      expect(above).toBeGreaterThan(below);
      expect(above - below).toBeLessThan(1e-6);
    }
  });

  test.each([0, 1, -0.1, 1.1, Number.NaN])('%d is no probability', (p) => {
    expect(() => inverseNormal(p)).toThrow(RangeError);
  });
});
