import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { expectRefuted } from '../../refuted.test-helper.ts';
import { latestDeadline, punctuality, type Start, startOf, timing, type Timing } from './delay.ts';
import type { Sight } from './surface-sight.ts';

const US = 1000;
const us = (most: number): fc.Arbitrary<number> => fc.nat(most).map((n) => n * US);

/**
 * What truly happened, in ns: meant at `intended`, stamped `sent` after a slip, gone out after some of the harness's
 * lag, visible `latency` later, and what was known of that.
 */
const run = fc
  .record({
    slip: us(50_000),
    lag: us(20_000),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    latency: us(2_000_000),
    stale: us(100_000),
    late: us(100_000),
    seen: fc.boolean(),
    lastLook: us(4_000_000),
    deadline: fc.integer({ min: 1, max: 1500 }),
  })
  .map(({ slip, lag, share, latency, stale, late, seen, lastLook, deadline }) => {
    const intended = 1_000_000_000;
    const sent = intended + slip;
    const out = sent + Math.round(share * lag);
    const visible = out + latency;
    const sight: Sight = seen
      ? { after: visible - stale - 1, by: visible + late }
      : { after: Math.min(lastLook, visible - 1), by: null };
    return { op: { intended, sent }, out, visible, lag, sight, deadline };
  });
type Run = typeof run extends fc.Arbitrary<infer T> ? T : never;

const MS = 1_000_000;
const honest = ({ op, lag, sight, deadline }: Run): Timing => timing(startOf(op, lag), sight, deadline);

/** In time is said only if it was from the intended send; late only if it was from when it truly went out. */
const neverWrong = (judge: (r: Run) => Timing) =>
  fc.property(run, (r) => {
    const verdict = punctuality(judge(r));
    if (verdict === 'late') expect(r.visible - r.out).toBeGreaterThan(r.deadline * MS);
    if (verdict === 'in-time' || verdict === 'tight')
      expect(r.visible - r.op.intended).toBeLessThanOrEqual(r.deadline * MS);
  });
const withStart =
  (change: (start: Start, r: Run) => Start) =>
  (r: Run): Timing =>
    timing(change(startOf(r.op, r.lag), r), r.sight, r.deadline);

describe('a verdict on a deadline', () => {
  test('is never wrong of what truly happened', () => fc.assert(neverWrong(honest), { numRuns: 3000 }));

  test('from the actual send alone is refuted: a late sending would pass', () =>
    expectRefuted(neverWrong(withStart((start, { op }) => ({ ...start, from: op.sent })))));
  test("from the intended send alone is refuted: the harness's slip would fail a system", () =>
    expectRefuted(neverWrong(withStart((start) => ({ ...start, to: start.from })))));
  test("without the harness's lag is refuted", () =>
    expectRefuted(neverWrong(withStart((start, { lag }) => ({ ...start, to: start.to - lag })))));
  test('by the middle of the interval is refuted', () =>
    expectRefuted(
      neverWrong((r) => {
        const { lowMs, highMs, deadlineMs } = honest(r);
        const middle = highMs === null ? lowMs : (lowMs + highMs) / 2;
        return { deadlineMs, lowMs: middle, highMs: middle };
      }),
    ));

  test('is always given where the interval is narrower than what the deadline is away', () => {
    fc.assert(
      fc.property(run, (r) => {
        const given = honest(r);
        if (given.highMs === null) return;
        const margin = Math.abs((r.visible - r.op.intended) / MS - r.deadline);
        // Both ends are rounded to a microsecond; the slip may lie between the two beginnings.
        if (given.highMs - given.lowMs + 0.002 < margin) expect(punctuality(given)).not.toBe('undecided');
      }),
      { numRuns: 3000 },
    );
  });

  test('on what was never seen is late exactly from a look after the deadline on', () => {
    fc.assert(
      fc.property(run, us(4_000_000), ({ op, lag, deadline }, lastLook) => {
        const start = startOf(op, lag);
        const verdict = punctuality(timing(start, { after: lastLook, by: null }, deadline));
        expect(verdict).toBe(lastLook > latestDeadline(start, deadline) ? 'late' : 'undecided');
      }),
    );
  });
});
