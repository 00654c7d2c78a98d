import { inverseNormal } from './inverse-normal.ts';

/** What keys a stream: any mix of words and whole numbers. `1` and `'1'` are different keys. */
export type StreamKey = string | number;

/**
 * One stream of random numbers. Streams with different keys are independent, so a draw added to one
 * changes no other.
 */
export interface RandomStream {
  /** In [0, 1), 53 bits. */
  uniform(): number;
  /** In [low, high). */
  between(low: number, high: number): number;
  /** Normal by the inverse of its distribution: one uniform per draw, so streams stay aligned. */
  normal(mean: number, sd: number): number;
  /** `median · e^(sigma · z)`. */
  logNormal(median: number, sigma: number): number;
  /** A whole number in [0, n). `n` is from 1 to 2^32. */
  int(n: number): number;
  /** True with probability `p`. */
  bernoulli(p: number): boolean;
  /** One of `items`, each as likely. Throws RangeError on an empty list. */
  pick<T>(items: readonly T[]): T;
}

const TWO_POW_32 = 0x1_0000_0000;
const WARM_UP_ROUNDS = 15;

/** Every key with its type and its length, so that no two key lists share a text. */
const keyText = (seed: StreamKey, keys: readonly StreamKey[]): string =>
  [seed, ...keys].map((key) => `${typeof key === 'number' ? 'n' : 's'}${String(key).length}:${key}`).join('');

/** FNV-1a over UTF-16 units with murmur3's finaliser, once per lane: 128 bits from four lane constants. */
function lane(text: string, basis: number): number {
  let h = basis | 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    h = Math.imul(h ^ (unit & 0xff), 0x01000193);
    h = Math.imul(h ^ (unit >>> 8), 0x01000193);
    h ^= h >>> 15;
  }
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) | 0;
}

/** 128 bits that depend on every key and on their order. */
export const hashKeys = (seed: StreamKey, ...keys: readonly StreamKey[]): readonly [number, number, number, number] => {
  const text = keyText(seed, keys);
  return [lane(text, 0x811c9dc5), lane(text, 0x9e3779b9), lane(text, 0x243f6a88), lane(text, 0xb7e15162)];
};

/**
 * The only randomness of the simulator: a stream keyed by the seed and what it is for, such as
 * `randomStream(seed, 'patient', 3, 'meals', dayIndex)`. A patient, a device or a stream that is
 * added changes no other draw. The generator is sfc32 (Doty-Humphrey, PractRand).
 */
export function randomStream(seed: StreamKey, ...keys: readonly StreamKey[]): RandomStream {
  let [a, b, c, counter] = hashKeys(seed, ...keys);
  const next = (): number => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  for (let i = 0; i < WARM_UP_ROUNDS; i++) next();

  const uniform = (): number => {
    const high = next() >>> 5;
    const low = next() >>> 6;
    return (high * 0x400_0000 + low) / 0x20_0000_0000_0000;
  };
  const int = (n: number): number => {
    if (!Number.isInteger(n) || n < 1 || n > TWO_POW_32) throw new RangeError(`int(${n}): a whole number of 1 to 2^32`);
    return Math.floor(uniform() * n);
  };
  const standard = (): number => inverseNormal(uniform() || 2 ** -54);
  return {
    uniform,
    between: (low, high) => low + (high - low) * uniform(),
    normal: (mean, sd) => mean + sd * standard(),
    logNormal: (median, sigma) => median * Math.exp(sigma * standard()),
    int,
    bernoulli: (p) => uniform() < p,
    pick: <T>(items: readonly T[]): T => {
      if (items.length === 0) throw new RangeError('pick: the list is empty');
      return items[int(items.length)] as T;
    },
  };
}
