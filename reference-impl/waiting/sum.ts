import { add, type Fraction } from '../limits/fraction.ts';

/**
 * The exact sum. Those of one denominator are added first: the denominator of the sum grows with how many there are of
 * them, and not with how many numbers.
 */
export const sumOf = (numbers: readonly Fraction[]): Fraction =>
  [...Map.groupBy(numbers, ({ d }) => d)]
    .map(([d, of]): Fraction => ({ n: of.reduce((sum, { n }) => sum + n, 0n), d }))
    .reduce(add, { n: 0n, d: 1n });
