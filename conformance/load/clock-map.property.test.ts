import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clockMap, type ClockPair } from './clock-map.ts';

/** A true world: monotonic 0 is at wall instant `origin` (ns since 1970), the wall clock shows whole ms. */
const shown = (originMs: number, fractionNs: number, mono: number): number =>
  originMs + Math.floor((mono + fractionNs) / 1_000_000);

const world = fc.record({
  originMs: fc.integer({ min: 1_700_000_000_000, max: 1_900_000_000_000 }),
  fractionNs: fc.integer({ min: 0, max: 999_999 }),
  brackets: fc.array(
    fc.record({
      at: fc.integer({ min: 0, max: 60_000_000_000 }),
      left: fc.integer({ min: 0, max: 5_000_000 }),
      right: fc.integer({ min: 0, max: 5_000_000 }),
    }),
    { minLength: 1, maxLength: 4 },
  ),
  event: fc.integer({ min: 0, max: 60_000_000_000 }),
});

const pairsOf = (
  w: { originMs: number; fractionNs: number; brackets: { at: number; left: number; right: number }[] },
  step = 0,
): [ClockPair, ...ClockPair[]] =>
  w.brackets.map((b, i) => ({
    before: b.at - b.left,
    after: b.at + b.right,
    wallMs: shown(w.originMs, w.fractionNs, b.at) + (i > 0 ? step : 0),
  })) as [ClockPair, ...ClockPair[]];

describe('mapping wall milliseconds to monotonic time', () => {
  test('the interval always holds the true instant', () => {
    fc.assert(
      fc.property(world, (w) => {
        const { earliest, latest } = clockMap(pairsOf(w)).at(shown(w.originMs, w.fractionNs, w.event));
        expect(earliest).toBeLessThanOrEqual(w.event);
        expect(latest).toBeGreaterThanOrEqual(w.event);
      }),
    );
  });
  test('it is no wider than two resolutions and the brackets', () => {
    fc.assert(
      fc.property(world, (w) => {
        const { earliest, latest } = clockMap(pairsOf(w)).at(shown(w.originMs, w.fractionNs, w.event));
        const brackets = Math.max(...w.brackets.map((b) => b.left)) + Math.max(...w.brackets.map((b) => b.right));
        // One resolution for the event, up to one each way for the pairs.
        expect(latest - earliest).toBeLessThanOrEqual(3_000_000 + brackets);
      }),
    );
  });
  test('clocks that agree show no disagreement; a stepped clock does', () => {
    fc.assert(
      fc.property(world, fc.integer({ min: 50, max: 100_000 }), (w, step) => {
        expect(clockMap(pairsOf(w)).disagreementNs).toBe(0);
        fc.pre(w.brackets.length > 1);
        expect(clockMap(pairsOf(w, step)).disagreementNs).toBeGreaterThan(0);
      }),
    );
  });
});
