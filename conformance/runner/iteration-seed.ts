import { hashKeys } from '../../simulator/random.ts';

/** Of two 32-bit words the upper 21 bits of one and all of the other: 53 bits, a whole number that a double holds. */
const UPPER_BITS = 11;
const WORD = 2 ** 32;

/** A seed (0 to 2^53 - 1) that depends on every key and on their order. */
export const seedFrom = (first: string | number, ...keys: readonly (string | number)[]): number => {
  const [a, b] = hashKeys(first, ...keys);
  return ((a >>> 0) >>> UPPER_BITS) * WORD + (b >>> 0);
};

/**
 * What one case draws its chance from in one repeat of a run. The first (0) draws from the run's own seed, whose draws
 * are keyed by the case already; every further one from another, so that a repeat repeats no schedule. Neither a filter
 * nor the number of repeats changes it.
 */
export const iterationSeed = (runSeed: number, scenario: string, iteration: number): number =>
  iteration === 0 ? runSeed : seedFrom(runSeed, 'iteration', scenario, iteration);
