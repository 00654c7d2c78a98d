import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compare, type Fraction, fractionOf } from '../limits/fraction.ts';
import { sumOf } from './sum.ts';

test.each([
  [[], '0'],
  [['1.5'], '1.5'],
  [['1.5', '2.25', '0.25'], '4'],
  [['-1.5', '1.50', '3e1'], '30'],
])('%j is %s', (numbers, sum) => {
  expect(compare(sumOf(numbers.map(fractionOf)), fractionOf(sum))).toBe(0);
});

test('does not hang on the order of the numbers', () => {
  const fractions = fc.array(
    fc.record({ n: fc.bigInt({ min: -999n, max: 999n }), d: fc.bigInt({ min: 1n, max: 12n }) }),
    { maxLength: 30 },
  );
  const common = 27_720n;
  fc.assert(
    fc.property(fractions, (numbers) => {
      const n = numbers.reduce((sum, one) => sum + one.n * (common / one.d), 0n);
      expect(compare(sumOf(numbers), { n, d: common })).toBe(0);
      expect(compare(sumOf(numbers.toReversed()), { n, d: common })).toBe(0);
    }),
  );
});

test('of many numbers has no greater a denominator than of a few', () => {
  const of = (count: number): Fraction =>
    sumOf(Array.from({ length: count }, (_, i) => fractionOf(i % 2 === 0 ? '5.25' : '7.5')));
  expect(of(10_000).d).toBe(of(2).d);
});
