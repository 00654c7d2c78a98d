import { describe, expect, test } from 'vitest';
import { eui64, eui64Identifier, EUI64_SYSTEM, MAX_DEVICES } from './eui64.ts';

describe('device addresses', () => {
  test('are EUI-64 texts that no maker gives out', () => {
    const address = eui64(7, 42, 't2d-oral');
    expect(address).toMatch(/^02-56(-[0-9A-F]{2}){6}$/);
    expect(address.endsWith('-00-00-07')).toBe(true);
    expect(eui64Identifier(address)).toEqual({ system: EUI64_SYSTEM, value: address });
  });

  test('are unique in a cohort and differ between cohorts', () => {
    const cohort = new Set(Array.from({ length: 5000 }, (_, index) => eui64(index, 1, 'a')));
    expect(cohort.size).toBe(5000);
    expect(cohort.has(eui64(0, 2, 'a'))).toBe(false);
    expect(cohort.has(eui64(0, 1, 'b'))).toBe(false);
  });

  test.each([-1, 0.5, MAX_DEVICES])('device number %d is refused', (index) => {
    expect(() => eui64(index, 1)).toThrow(RangeError);
  });
});
