import { describe, expect, test } from 'vitest';
import { DAY_MS, MINUTE_MS } from '../clock.ts';
import { afflicted, arrivals, strikes, YEAR_MS, type WithTruth } from './occurrence.ts';
import { samplings, settingOf, START_MS, take } from './streams.test-helper.ts';

const at = (trueTimeMs: number): WithTruth => ({
  truth: { trueValue: 1, trueUnit: 'kg', trueTimeMs, faultIds: [], personId: '' },
});

describe('strikes', () => {
  test.each([0.0002, 0.01, 0.3])('%d of items, at any step of time', (perItem) => {
    for (const step of [1000, MINUTE_MS, DAY_MS]) {
      const struck = strikes(perItem, settingOf(`step-${step}`));
      let count = 0;
      for (let i = 0; i < 60_000; i++) if (struck(at(START_MS + i * step))) count++;
      const expected = 60_000 * perItem;
      expect(Math.abs(count - expected)).toBeLessThan(5 * Math.sqrt(expected));
    }
  });

  test('do not depend on what passed before', () => {
    const items = take(500, samplings());
    const all = strikes(0.2, settingOf('a'));
    const some = strikes(0.2, settingOf('a'));
    const struck = new Set(items.filter(all));
    for (const item of items.filter((_, i) => i % 3 === 0)) expect(some(item)).toBe(struck.has(item));
  });

  test('of two faults are independent', () => {
    const items = take(50_000, samplings());
    const a = strikes(0.3, settingOf('a'));
    const b = strikes(0.3, settingOf('b'));
    const both = items.filter((item) => a(item) && b(item)).length / items.length;
    expect(Math.abs(both - 0.09)).toBeLessThan(0.007);
  });

  test('are never more than certain', () => {
    expect(take(100, samplings()).every(strikes(0.5, settingOf('a', { rate: 1000 })))).toBe(true);
  });
});

describe('arrivals', () => {
  test('come so many times a year on the average', () => {
    const years = 2000;
    const events = arrivals(2, settingOf('trip'));
    const last = events.latest(START_MS + years * YEAR_MS);
    expect(Math.abs(((last?.number ?? 0) + 1) / years - 2)).toBeLessThan(0.15);
  });

  test('are told of once, and those that were slept through as one', () => {
    const events = arrivals(365.25, settingOf('trip'));
    const told: number[] = [];
    for (let day = 0; day < 100; day += 5) {
      const event = events.latest(START_MS + day * DAY_MS);
      expect(events.latest(START_MS + day * DAY_MS)).toBeUndefined();
      if (event !== undefined) {
        told.push(event.number);
        expect(event.atMs).toBeLessThanOrEqual(START_MS + day * DAY_MS);
      }
    }
    expect(told).toEqual([...new Set(told)].toSorted((a, b) => a - b));
    expect(told.length).toBeGreaterThan(15);
  });

  test('never come at rate 0, and at any rate a minute apart at least', () => {
    expect(arrivals(2, settingOf('trip', { rate: 0 })).latest(START_MS + 1000 * YEAR_MS)).toBeUndefined();
    const events = arrivals(2, settingOf('trip', { rate: 1e12 }));
    expect(events.latest(START_MS + 60 * MINUTE_MS)?.number).toBeLessThanOrEqual(60);
  });
});

test('one in so many is afflicted, whoever else is', () => {
  const share = (rate: number) =>
    Array.from({ length: 10_000 }, (_, patient) => afflicted(0.1, settingOf('a', { patient, rate }))).filter(Boolean)
      .length / 10_000;
  expect(Math.abs(share(1) - 0.1)).toBeLessThan(0.012);
  expect(share(0)).toBe(0);
  expect(share(100)).toBe(1);
});
