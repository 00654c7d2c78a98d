import { describe, expect, test } from 'vitest';
import { MOST_KINDS, NO_KIND, numberOfKind } from './kind-number.ts';

const HASHES = [0, 1, 31, 32, 999_999, 1_000_000, 0x7fff_ffff, -1, -0x8000_0000];
const SPACES = [1_000_000, 0x100_0000];

describe('a number of a kind', () => {
  test.each(SPACES)('is a whole number below %d, whatever the hash', (space) => {
    for (const hash of HASHES)
      for (let kind = 0; kind < MOST_KINDS; kind++) {
        const number = numberOfKind(hash, kind, space);
        expect(Number.isInteger(number) && number >= 0 && number < space).toBe(true);
      }
  });

  test.each(SPACES)('is no other kind’s, whatever the hashes are: %d', (space) => {
    const kindsOf = new Map<number, Set<number>>();
    for (const hash of HASHES)
      for (let kind = 0; kind < MOST_KINDS; kind++) {
        const number = numberOfKind(hash, kind, space);
        kindsOf.set(number, (kindsOf.get(number) ?? new Set()).add(kind));
      }
    expect([...kindsOf.values()].every(({ size }) => size === 1)).toBe(true);
  });

  test('differs with the hash, over the whole of the space', () => {
    const numbers = Array.from({ length: 1_000_000 / MOST_KINDS }, (_, hash) => numberOfKind(hash, 7, 1_000_000));
    expect(new Set(numbers).size).toBe(31_250);
    expect([Math.min(...numbers), Math.max(...numbers)]).toEqual([7, 999_975]);
  });

  test.each([-1, 0.5, MOST_KINDS, Number.NaN])('%d is no kind', (kind) => {
    expect(() => numberOfKind(1, kind, 1000)).toThrow(RangeError);
  });

  test('what is of no kind has room of its own', () => {
    expect(numberOfKind(5, NO_KIND, 1000)).not.toBe(numberOfKind(5, 1, 1000));
  });
});
