import { expect, test } from 'vitest';
import { tanh } from './tanh.ts';

test('within 5e-9 of the true one everywhere', () => {
  let worst = 0;
  for (let i = -300_000; i <= 300_000; i++) {
    const x = i / 24_999;
    worst = Math.max(worst, Math.abs(tanh(x) - Math.tanh(x)));
  }
  expect(worst).toBeLessThan(5e-9);
});

test.each([
  [0, 0],
  [10, 1],
  [1e9, 1],
  [-10, -1],
  [Number.POSITIVE_INFINITY, 1],
  [Number.NEGATIVE_INFINITY, -1],
])('tanh(%d) is %d', (x, value) => {
  expect(tanh(x)).toBeCloseTo(value, 12);
});

test('it never falls', () => {
  let before = -1;
  for (let i = -110_000; i <= 110_000; i++) {
    const now = tanh(i / 10_000);
    if (now < before) expect.fail(`it falls at ${i / 10_000}`);
    before = now;
  }
});
