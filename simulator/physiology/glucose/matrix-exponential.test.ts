import { describe, expect, test } from 'vitest';
import { matrixExponential, type Matrix } from './matrix-exponential.ts';

const near = (matrix: Matrix, expected: Matrix): void => {
  const found = matrixExponential(matrix);
  const cells = expected.flat();
  expect(found).toHaveLength(cells.length);
  cells.forEach((cell, i) => expect(found[i], `cell ${i}`).toBeCloseTo(cell, 12));
};

describe('the exponential of a matrix', () => {
  test('nothing gives the identity', () => {
    near(
      [
        [0, 0],
        [0, 0],
      ],
      [
        [1, 0],
        [0, 1],
      ],
    );
  });

  test('a diagonal gives the exponentials of its cells', () => {
    near(
      [
        [-3, 0],
        [0, 0.7],
      ],
      [
        [Math.exp(-3), 0],
        [0, Math.exp(0.7)],
      ],
    );
  });

  test('a chain of two equal rates, as in insulin action', () => {
    const rate = 0.4;
    const minutes = 9;
    const left = Math.exp(-rate * minutes);
    near(
      [
        [-rate * minutes, 0],
        [rate * minutes, -rate * minutes],
      ],
      [
        [left, 0],
        [rate * minutes * left, left],
      ],
    );
  });

  test('a rotation', () => {
    const [cos, sin] = [Math.cos(2.5), Math.sin(2.5)];
    near(
      [
        [0, -2.5],
        [2.5, 0],
      ],
      [
        [cos, -sin],
        [sin, cos],
      ],
    );
  });

  test('two halves make the whole', () => {
    const whole = [
      [-1.3, 0.2, 0],
      [0.5, -0.9, 0.1],
      [0, 2.2, -4],
    ];
    const half = matrixExponential(whole.map((row) => row.map((cell) => cell / 2)));
    const twice = [0, 1, 2].map((i) =>
      [0, 1, 2].map((j) => [0, 1, 2].reduce((sum, k) => sum + (half[3 * i + k] ?? 0) * (half[3 * k + j] ?? 0), 0)),
    );
    near(whole, twice);
  });
});
