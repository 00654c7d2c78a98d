import { describe, expect, test } from 'vitest';
import type { MeasureCase } from '../explore/measure-case.ts';
import { isUnclear, unclearOrders } from './unclear.ts';

describe('what is open of a measure', () => {
  const measure = (submissions: readonly string[], orders: Readonly<Record<string, readonly string[]>>): MeasureCase =>
    ({
      submissions: submissions.map((outcome) => ({ outcome })),
      orders: new Map(Object.entries(orders).map(([key, ops]) => [key, ops.map((outcome) => ({ outcome }))])),
    }) as unknown as MeasureCase;
  const clear = measure(['ok', 'refused'], { a: ['ok'] });
  test('is when something took effect that nobody answered', () => {
    expect(isUnclear(clear)).toBe(false);
    expect(isUnclear(measure(['ok', 'unknown'], {}))).toBe(true);
    expect(isUnclear(measure([], { a: ['ok'], b: ['ok', 'unknown'] }))).toBe(true);
  });
  test('is so of each of its orders', () => {
    expect([...unclearOrders([clear, measure(['unknown'], { b: ['ok'], c: ['ok'] })])]).toEqual(['b', 'c']);
    expect([...unclearOrders([clear])]).toEqual([]);
  });
});
