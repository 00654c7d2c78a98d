import { inverseNormal } from './inverse-normal.ts';
import { KeyHash, type StreamKey } from './random-hash.ts';

export type { StreamKey } from './random-hash.ts';

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

/** sfc32 (Doty-Humphrey, PractRand), begun with 128 bits that are mixed already. */
class Sfc32 implements RandomStream {
  private a: number;
  private b: number;
  private c: number;
  private counter: number;

  constructor(finished: KeyHash) {
    this.a = finished.v0;
    this.b = finished.v1;
    this.c = finished.v2;
    this.counter = finished.v3;
  }

  uniform(): number {
    const { a, b, c, counter } = this;
    const first = (a + b + counter) | 0;
    const a1 = b ^ (b >>> 9);
    const b1 = (c + (c << 3)) | 0;
    const c1 = (((c << 21) | (c >>> 11)) + first) | 0;
    const second = (a1 + b1 + counter + 1) | 0;
    this.a = b1 ^ (b1 >>> 9);
    this.b = (c1 + (c1 << 3)) | 0;
    this.c = (((c1 << 21) | (c1 >>> 11)) + second) | 0;
    this.counter = (counter + 2) | 0;
    return ((first >>> 5) * 0x400_0000 + (second >>> 6)) / 0x20_0000_0000_0000;
  }

  between(low: number, high: number): number {
    return low + (high - low) * this.uniform();
  }

  private standard(): number {
    return inverseNormal(this.uniform() || 2 ** -54);
  }

  normal(mean: number, sd: number): number {
    return mean + sd * this.standard();
  }

  logNormal(median: number, sigma: number): number {
    return median * Math.exp(sigma * this.standard());
  }

  int(n: number): number {
    if (!Number.isInteger(n) || n < 1 || n > TWO_POW_32) throw new RangeError(`int(${n}): a whole number of 1 to 2^32`);
    return Math.floor(this.uniform() * n);
  }

  bernoulli(p: number): boolean {
    return this.uniform() < p;
  }

  pick<T>(items: readonly T[]): T {
    if (items.length === 0) throw new RangeError('pick: the list is empty');
    return items[this.int(items.length)] as T;
  }
}

/**
 * All streams whose keys begin alike. The common keys are hashed once; what comes after them is mixed
 * in with a few operations, so that a stream for each day or event of a patient costs next to nothing.
 * `randomSpace(seed, 'a').stream('b', 3)` is the stream `randomStream(seed, 'a', 'b', 3)`.
 */
export class RandomSpace {
  private readonly prefix: KeyHash;
  private readonly scratch = new KeyHash();

  constructor(prefix: KeyHash) {
    this.prefix = prefix;
  }

  /** The part of this space whose streams have `keys` next. */
  space(...keys: readonly StreamKey[]): RandomSpace {
    const longer = new KeyHash().copy(this.prefix);
    for (const key of keys) longer.absorb(key);
    return new RandomSpace(longer);
  }

  stream(...keys: readonly StreamKey[]): RandomStream {
    this.scratch.copy(this.prefix);
    for (const key of keys) this.scratch.absorb(key);
    return new Sfc32(this.scratch.finish());
  }

  /** `stream(key)` for the innermost loops: nothing is made but the stream. */
  at(key: number): RandomStream {
    return new Sfc32(this.scratch.copy(this.prefix).absorb(key).finish());
  }

  /**
   * The 128 bits that `at(key)` begins with, as four words: for where very many keys need a few numbers each. They hold
   * until this space is asked for anything else.
   */
  words(key: number): Readonly<Pick<KeyHash, 'v0' | 'v1' | 'v2' | 'v3'>> {
    return this.scratch.copy(this.prefix).absorb(key).finish();
  }

  /** `stream(first, second)`, as `at`. */
  at2(first: number, second: number): RandomStream {
    return new Sfc32(this.scratch.copy(this.prefix).absorb(first).absorb(second).finish());
  }
}

/** The space of all streams that begin with these keys. */
export const randomSpace = (seed: StreamKey, ...keys: readonly StreamKey[]): RandomSpace =>
  new RandomSpace(new KeyHash().absorb(seed)).space(...keys);

/** 128 bits that depend on every key and on their order. */
export const hashKeys = (seed: StreamKey, ...keys: readonly StreamKey[]): readonly [number, number, number, number] => {
  const hash = new KeyHash().absorb(seed);
  for (const key of keys) hash.absorb(key);
  const { v0, v1, v2, v3 } = hash.finish();
  return [v0, v1, v2, v3];
};

/**
 * The only randomness of the simulator: a stream keyed by the seed and what it is for, such as
 * `randomStream(seed, 'patient', 3, 'meals', dayIndex)`. A patient, a device or a stream that is
 * added changes no other draw. Where many streams share their first keys, a `RandomSpace` is cheaper.
 */
export const randomStream = (seed: StreamKey, ...keys: readonly StreamKey[]): RandomStream =>
  randomSpace(seed).stream(...keys);
