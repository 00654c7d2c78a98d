import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ClockWatch } from './clock-watch.ts';

const MS = 1_000_000;
const STARTED = Date.UTC(2035, 0, 1);

interface Pair {
  readonly mono: number;
  /** How much later the wall clock was read, ns. */
  readonly late: number;
}

const pairs = fc
  .array(
    fc.record({
      gapMs: fc.integer({ min: 1, max: 200 }),
      late: fc.oneof({ arbitrary: fc.constant(0), weight: 6 }, fc.nat(400 * MS)),
    }),
    {
      minLength: 64,
      maxLength: 200,
    },
  )
  .map((gaps) => {
    let mono = 0;
    return gaps.map(({ gapMs, late }): Pair => ({ mono: (mono += gapMs * MS), late }));
  });

const watch = (all: readonly Pair[], offsetAt: (mono: number) => number): ClockWatch => {
  const clock = new ClockWatch(new Date(STARTED).toISOString());
  for (const { mono, late } of all)
    clock.pair(mono, new Date(STARTED + Math.floor((mono + late + offsetAt(mono)) / MS)).toISOString());
  return clock;
};

describe('steps of the wall clock', () => {
  test('there are none where it is only read late now and then, or runs a little fast or slow', () => {
    fc.assert(
      fc.property(pairs, fc.double({ min: -400e-6, max: 400e-6, noNaN: true }), (all, drift) => {
        // Eight pairs that were all read late look like a step; on a machine that loaded the harness measures lag instead.
        fc.pre(all.every((_p, i) => all.slice(i, i + 8).some((p) => p.late === 0) || i + 8 > all.length));
        fc.pre(all.at(-1)?.late === 0);
        expect(watch(all, (mono) => mono * drift).largest()?.by ?? 0).toBeLessThanOrEqual(3 * MS);
      }),
    );
  });
  test('a step is found, with its size and direction', () => {
    fc.assert(
      fc.property(
        pairs.map((all) => all.map((p) => ({ ...p, late: 0 }))),
        fc.integer({ min: 20, max: 5000 }),
        fc.boolean(),
        (all, ms, back) => {
          const by = (back ? -ms : ms) * MS;
          const from = all[Math.floor(all.length / 2)]?.mono ?? 0;
          const step = watch(all, (mono) => (mono >= from ? by : 0)).largest();
          expect(Math.sign(step?.by ?? 0)).toBe(Math.sign(by));
          expect(Math.abs((step?.by ?? 0) - by)).toBeLessThan(Math.abs(by) * 0.01 + 10 * MS);
        },
      ),
    );
  });
  test('nothing was read, nothing is known', () => {
    expect(new ClockWatch('2035-01-01T00:00:00Z').largest()).toBeUndefined();
  });
});
