import type { Rational } from './rational.ts';

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? a : gcd(b, a % b));

/**
 * Whether P(X ≤ k) ≤ bound for X binomial of n and p, exactly: both sides are brought to whole numbers, and no
 * float is rounded. `p` strictly between 0 and 1; k may be any whole number. Costs k steps with numbers of n digits.
 */
export const tailAtMost = (n: number, k: number, p: Rational, bound: Rational): boolean => {
  if (k < 0) return bound.num >= 0n;
  if (k >= n) return bound.num >= bound.den;
  const divisor = gcd(p.num, p.den);
  const [hit, all] = [p.num / divisor, p.den / divisor];
  const miss = all - hit;
  // P(X = i) · allⁿ, a whole number for every i.
  let term = miss ** BigInt(n);
  const limit = bound.num * all ** BigInt(n);
  let sum = term;
  for (let i = 0; i < k; i++) {
    if (sum * bound.den > limit) return false;
    term = (term * BigInt(n - i) * hit) / (BigInt(i + 1) * miss);
    sum += term;
  }
  return sum * bound.den <= limit;
};

const complement = ({ num, den }: Rational): Rational => ({ num: den - num, den });

/** Whether P(X ≥ k) ≤ bound: the other tail, counted from the other end. */
export const upperTailAtMost = (n: number, k: number, p: Rational, bound: Rational): boolean =>
  tailAtMost(n, n - k, complement(p), bound);
