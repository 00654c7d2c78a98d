import type { Rational } from './rational.ts';

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? a : gcd(b, a % b));

/** The number of ways to choose k of n. */
const choose = (n: number, k: number): bigint => {
  let ways = 1n;
  for (let i = 0; i < Math.min(k, n - k); i++) ways = (ways * BigInt(n - i)) / BigInt(i + 1);
  return ways;
};

/**
 * Whether P(X ≤ k) ≤ bound for X binomial of n and p, exactly: both sides are brought to whole numbers, and no
 * float is rounded. `p` strictly between 0 and 1; k may be any whole number. Where k is n·p or more it is half at least, as a
 * median lies within one of n·p; below it terms are summed from the k-th down, and the rest is bounded by a geometric series,
 * so that few of them are made, each with a number of n digits.
 */
export const tailAtMost = (n: number, k: number, p: Rational, bound: Rational): boolean => {
  if (k < 0) return bound.num >= 0n;
  if (k >= n) return bound.num >= bound.den;
  const divisor = gcd(p.num, p.den);
  const [hit, all] = [p.num / divisor, p.den / divisor];
  const miss = all - hit;
  if (BigInt(k) * all >= BigInt(n) * hit && 2n * bound.num < bound.den) return false;
  const limit = bound.num * all ** BigInt(n);
  // P(X = i) · allⁿ, a whole number for every i.
  let term = choose(n, k) * hit ** BigInt(k) * miss ** BigInt(n - k);
  let sum = 0n;
  for (let i = k; ; i--) {
    sum += term;
    if (sum * bound.den > limit) return false;
    if (i === 0) return true;
    // A term is so much of the one above it, and of those that follow each is less of its own.
    const [of, whole] = [BigInt(i) * miss, BigInt(n - i + 1) * hit];
    const left = whole - of;
    if (left > 0n && (sum * left + term * of) * bound.den <= limit * left) return true;
    term = (term * of) / whole;
  }
};

const complement = ({ num, den }: Rational): Rational => ({ num: den - num, den });

/** Whether P(X ≥ k) ≤ bound: the other tail, counted from the other end. */
export const upperTailAtMost = (n: number, k: number, p: Rational, bound: Rational): boolean =>
  tailAtMost(n, n - k, complement(p), bound);
