import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Delay, delayRows, delaySteps } from './delays.ts';

const delay = (lowMs: number, highMs: number | null, severity = 'critical'): Delay => ({
  severity,
  transport: 'single',
  lowMs,
  highMs,
});

describe('quantiles', () => {
  it('are intervals, from the low ends and from the high ends', () => {
    const [row] = delayRows([delay(10, 20), delay(30, 50), delay(1, 90)]);
    expect(row?.quantiles.find((q) => q.share === 0.5)).toEqual({ share: 0.5, lowMs: 10, highMs: 50 });
    expect(row?.quantiles.find((q) => q.share === 1)).toEqual({ share: 1, lowMs: 30, highMs: 90 });
  });

  it('lie at infinity where what was never seen reaches them, and only there', () => {
    const [row] = delayRows([
      ...Array.from({ length: 97 }, () => delay(10, 20)),
      ...Array.from({ length: 3 }, () => delay(900, null)),
    ]);
    expect(row?.neverSeen).toBe(3);
    expect(row?.count).toBe(100);
    expect(row?.quantiles.map((q) => q.highMs)).toEqual([20, 20, null, null]);
  });

  it('are told of all and of each severity, once', () => {
    expect(delayRows([delay(1, 2), delay(3, 4, 'abnormal')]).map((r) => [r.severity, r.count])).toEqual([
      ['all', 2],
      ['abnormal', 1],
      ['critical', 1],
    ]);
    expect(delayRows([delay(1, 2)]).map((r) => r.severity)).toEqual(['critical']);
    expect(delayRows([])).toEqual([]);
  });
});

describe('the distribution', () => {
  const some = fc.array(
    fc.tuple(fc.nat(1000), fc.nat(1000), fc.boolean()).map(([low, more, seen]) => delay(low, seen ? low + more : null)),
    { minLength: 1, maxLength: 600 },
  );

  it('rises, never claims more for certain than may be, and ends at the share that was seen', () => {
    fc.assert(
      fc.property(some, (delays) => {
        const steps = delaySteps(delays);
        expect(steps.length).toBeLessThanOrEqual(242);
        for (const [i, s] of steps.entries()) {
          expect(s.sure).toBeLessThanOrEqual(s.possible);
          expect(s.sure).toBeGreaterThanOrEqual(steps[i - 1]?.sure ?? 0);
        }
        const seen = delays.filter((d) => d.highMs !== null).length / delays.length;
        expect(steps.at(-1)?.sure ?? 0).toBeCloseTo(seen, 12);
      }),
      { numRuns: 50 },
    );
  });

  it('is empty where nothing was ever seen, and counts all the same', () => {
    expect(delaySteps([delay(5, null)])).toEqual([]);
    expect(delayRows([delay(5, null)])[0]).toMatchObject({ count: 1, neverSeen: 1 });
  });
});
