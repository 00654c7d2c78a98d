import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Quantile } from './quantile.ts';

const MS = 1_000_000;
const of = (values: readonly number[]): Quantile => {
  const quantile = new Quantile();
  for (const value of values) quantile.add(value);
  return quantile;
};

test('with fewer than a thousand there is none to tell', () => {
  expect(of(Array.from({ length: 999 }, () => MS)).permille(999)).toBeUndefined();
  expect(of(Array.from({ length: 1000 }, () => MS)).permille(999)).toBe(MS);
});

test('one in a thousand may be worse', () => {
  const quiet = Array.from({ length: 1998 }, () => 0);
  expect(of([...quiet, 50 * MS, 60 * MS]).permille(999)).toBe(0);
  expect(of([...quiet.slice(1), 40 * MS, 50 * MS, 60 * MS]).permille(999)).toBe(40 * MS);
});

test('it is the sorted one at that rank, rounded up to a tenth of a millisecond', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(200 * MS), { minLength: 1000, maxLength: 1500 }),
      fc.constantFrom(500, 990, 999, 1000),
      (values, permille) => {
        const exact = values.toSorted((a, b) => a - b)[Math.ceil((permille * values.length) / 1000) - 1] ?? 0;
        expect(of(values).permille(permille)).toBe(Math.ceil(exact / (MS / 10)) * (MS / 10));
      },
    ),
    { numRuns: 30 },
  );
});
