import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tailAtMost, upperTailAtMost } from './binomial.ts';
import type { Rational } from './rational.ts';

const choose = (n: number, k: number): bigint => {
  let result = 1n;
  for (let i = 0; i < k; i++) result = (result * BigInt(n - i)) / BigInt(i + 1);
  return result;
};
/** P(from ≤ X ≤ to) by the formula, term for term. */
const probability = (n: number, from: number, to: number, { num, den }: Rational): Rational => {
  let sum = 0n;
  for (let i = Math.max(0, from); i <= Math.min(n, to); i++)
    sum += choose(n, i) * num ** BigInt(i) * (den - num) ** BigInt(n - i);
  return { num: sum, den: den ** BigInt(n) };
};
const atMost = (a: Rational, b: Rational): boolean => a.num * b.den <= b.num * a.den;
const fraction = fc
  .tuple(fc.integer({ min: 1, max: 99 }), fc.integer({ min: 100, max: 1000 }))
  .map(([num, den]): Rational => ({ num: BigInt(num), den: BigInt(den) }));

describe('binomial tails', () => {
  test('are those of the formula', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: -2, max: 42 }),
        fraction,
        fraction,
        (n, k, p, b) => {
          expect(tailAtMost(n, k, p, b)).toBe(atMost(probability(n, 0, k, p), b));
          expect(upperTailAtMost(n, k, p, b)).toBe(atMost(probability(n, k, n, p), b));
        },
      ),
    );
  });
  test('are exact where they equal the bound', () => {
    const half: Rational = { num: 1n, den: 2n };
    const eighth: Rational = { num: 1n, den: 8n };
    expect(tailAtMost(3, 0, half, eighth)).toBe(true);
    expect(tailAtMost(3, 0, half, { num: eighth.num * 10n ** 30n - 1n, den: eighth.den * 10n ** 30n })).toBe(false);
    expect(upperTailAtMost(3, 3, half, eighth)).toBe(true);
  });
  test('of what cannot be is nought, of what must be is one', () => {
    const half: Rational = { num: 1n, den: 2n };
    const one: Rational = { num: 1n, den: 1n };
    const almost: Rational = { num: 999n, den: 1000n };
    expect(tailAtMost(3, -1, half, { num: 0n, den: 1n })).toBe(true);
    expect(tailAtMost(3, -1, half, { num: -1n, den: 1n })).toBe(false);
    expect([3, 4].map((k) => tailAtMost(3, k, half, one))).toEqual([true, true]);
    expect([3, 4].map((k) => tailAtMost(3, k, half, almost))).toEqual([false, false]);
  });
  test('are said of a hundred thousand samples, too', () => {
    const thousandth: Rational = { num: 1n, den: 1000n };
    expect(tailAtMost(100_000, 82, thousandth, { num: 1n, den: 20n })).toBe(true);
    expect(tailAtMost(100_000, 90, thousandth, { num: 1n, den: 20n })).toBe(false);
    expect(upperTailAtMost(100_000, 118, thousandth, { num: 1n, den: 20n })).toBe(true);
    expect(upperTailAtMost(100_000, 110, thousandth, { num: 1n, den: 20n })).toBe(false);
    // Far from the middle few terms are made, and before it none.
    expect(upperTailAtMost(100_000, 3000, thousandth, { num: 1n, den: 20n })).toBe(true);
    expect(upperTailAtMost(100_000, 100, thousandth, { num: 1n, den: 20n })).toBe(false);
    expect(tailAtMost(100_000, 60_000, { num: 1n, den: 2n }, { num: 1n, den: 20n })).toBe(false);
  });
});
