import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Timing } from './delay.ts';
import { summarise } from './delay-summary.ts';

const of = (lowMs: number, highMs: number | null): Timing => ({ deadlineMs: 1000, lowMs, highMs });

describe('a summary of delays', () => {
  test('counts exactly, and takes what was never seen as infinitely late', () => {
    const summary = summarise([of(0, 1), of(1, 3), of(2, 4), of(900, 1200), of(1500, null)]);
    expect(summary).toMatchObject({
      samples: 5,
      counts: { late: 1, inTime: 3, undecided: 1 },
      neverSeen: 1,
      max: { lowMs: 1500, highMs: null },
    });
    expect(summary.quantiles.map((q) => [q.thousandths, q.lowMs, q.highMs])).toEqual([
      [500, 2, 4],
      [900, 1500, null],
      [950, 1500, null],
      [990, 1500, null],
      [999, 1500, null],
    ]);
    expect(summary.buckets.filter((b) => b.count > 0)).toEqual([
      { upToMs: 1, count: 1 },
      { upToMs: 4, count: 2 },
      { upToMs: 2048, count: 1 },
      { upToMs: null, count: 1 },
    ]);
  });
  test('takes the nearest rank in whole numbers: 95 % of 20 is the nineteenth', () => {
    const { quantiles } = summarise(Array.from({ length: 20 }, (_, i) => of(i, i + 1)));
    expect(quantiles.find((q) => q.thousandths === 950)).toMatchObject({ lowMs: 18, highMs: 19 });
  });
  test('of one has that one everywhere', () => {
    const { max, quantiles, buckets, neverSeen } = summarise([of(7, 9)]);
    expect(quantiles).toEqual([500, 900, 950, 990, 999].map((thousandths) => ({ thousandths, lowMs: 7, highMs: 9 })));
    expect(max).toEqual({ lowMs: 7, highMs: 9 });
    expect(buckets.map((b) => [b.upToMs, b.count])).toEqual([
      [1, 0],
      [2, 0],
      [4, 0],
      [8, 0],
      [16, 1],
    ]);
    expect(neverSeen).toBe(0);
  });
  test('sorts by size, whatever the order of the samples', () => {
    const { max, quantiles } = summarise([of(100, 110), of(9, 20), of(1000, 1200), of(20, 30)]);
    expect(max).toEqual({ lowMs: 1000, highMs: 1200 });
    expect(quantiles[0]).toEqual({ thousandths: 500, lowMs: 20, highMs: 30 });
  });
  test('of nothing is empty', () =>
    expect(summarise([])).toMatchObject({ samples: 0, max: undefined, quantiles: [], buckets: [] }));
});

test('the quantiles of the true delays lie within, and every sample is in one bucket', () => {
  const sample = fc.tuple(fc.nat(3000), fc.nat(40), fc.nat(40), fc.boolean()).map(([truth, below, above, seen]) => ({
    truth: seen ? truth : Number.POSITIVE_INFINITY,
    timing: of(Math.max(0, truth - below), seen ? truth + above : null),
  }));
  fc.assert(
    fc.property(fc.array(sample, { minLength: 1, maxLength: 50 }), (samples) => {
      const summary = summarise(samples.map((s) => s.timing));
      const truths = samples.map((s) => s.truth).toSorted((a, b) => a - b);
      for (const { thousandths, lowMs, highMs } of summary.quantiles) {
        const truth = truths[Math.ceil((thousandths * truths.length) / 1000) - 1] ?? 0;
        expect(lowMs).toBeLessThanOrEqual(truth);
        expect(highMs ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(truth);
      }
      expect(summary.buckets.reduce((sum, b) => sum + b.count, 0)).toBe(samples.length);
    }),
  );
});
