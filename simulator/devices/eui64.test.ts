import { describe, expect, test } from 'vitest';
import { eui64, eui64Identifier, EUI64_SYSTEM, MAX_DEVICES, otherEui64 } from './eui64.ts';

describe('device addresses', () => {
  test('are EUI-64 texts that no maker gives out', () => {
    const address = eui64(7, 1, 42, 't2d-oral');
    expect(address).toMatch(/^02-56(-[0-9A-F]{2}){6}$/);
    expect(address.endsWith('-00-00-07')).toBe(true);
    expect(eui64Identifier(address)).toEqual({ system: EUI64_SYSTEM, value: address });
  });

  test('are unique in a cohort and differ between cohorts', () => {
    const cohort = new Set(Array.from({ length: 5000 }, (_, index) => eui64(index, 3, 1, 'a')));
    expect(cohort.size).toBe(5000);
    expect(cohort.has(eui64(0, 3, 2, 'a'))).toBe(false);
    expect(cohort.has(eui64(0, 3, 1, 'b'))).toBe(false);
  });

  test('of two kinds are never one, whatever their hashes are', () => {
    const kinds = [0, 1, 2, 30, 31];
    const all = kinds.flatMap((kind) => Array.from({ length: 500 }, (_, seed) => eui64(0, kind, seed, 'a')));
    const again = kinds.flatMap((kind) =>
      Array.from({ length: 500 }, (_, hash) => otherEui64(eui64(0, kind, 1, 'a'), hash)),
    );
    const kindOf = (address: string) => Number.parseInt(address.slice(12, 14), 16) % 32;
    for (const [i, address] of [...all, ...again].entries()) {
      expect(kindOf(address)).toBe(kinds[Math.floor(i / 500) % kinds.length]);
      expect(address).toMatch(/^02-56(-[0-9A-F]{2}){3}-00-00-00$/);
    }
    expect(new Set(again).size).toBe(again.length);
  });

  test.each([-1, 0.5, MAX_DEVICES])('device number %d is refused', (index) => {
    expect(() => eui64(index, 3, 1)).toThrow(RangeError);
  });
});
