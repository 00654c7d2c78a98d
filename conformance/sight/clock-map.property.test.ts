import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { expectRefuted } from '../refuted.test-helper.ts';
import { clockMap, type ClockPair, type Placed } from './clock-map.ts';
import { enclosed, HORIZON_NS, shown, wallWorld, type WallWorld } from './true-wall-clock.test-helper.ts';

const DRIFT = 200;

/** The true instant lies in the interval, whatever the clock did. */
const holdsTruth = (place: (world: WallWorld, wallMs: number) => Placed) =>
  fc.property(wallWorld(DRIFT, 500), enclosed, (world, event) => {
    const { earliest, latest } = place(world, shown(world.clock, event));
    expect(earliest).toBeLessThanOrEqual(event);
    expect(latest).toBeGreaterThanOrEqual(event);
  });

describe('mapping wall milliseconds to monotonic time', () => {
  test('the interval always holds the true instant, steps and drift included', () => {
    fc.assert(
      holdsTruth(({ pairs }, wallMs) => clockMap(pairs, DRIFT).at(wallMs)),
      { numRuns: 500 },
    );
  });

  test('a map without the resolution of the wall clock is refuted', () =>
    expectRefuted(
      holdsTruth(({ pairs }, wallMs) => {
        const { latest, ...rest } = clockMap(pairs, DRIFT).at(wallMs);
        return { ...rest, latest: latest - 2_000_000 };
      }),
    ));
  test('a map that knows of no drift is refuted', () =>
    expectRefuted(holdsTruth(({ pairs }, wallMs) => clockMap(pairs, 0).at(wallMs))));
  test('a map from the first pair alone is refuted', () =>
    expectRefuted(holdsTruth(({ pairs: [first] }, wallMs) => clockMap([first, first], 0).at(wallMs))));

  test('a step that no bracket, resolution or drift explains makes what it may overlap uncertain', () => {
    const bracketsNs = 4_000_000;
    const plain = 2 * bracketsNs + 2_000_000 + (2 * HORIZON_NS * DRIFT) / 1e6;
    fc.assert(
      fc.property(wallWorld(DRIFT, 500), enclosed, ({ clock, pairs }, event) => {
        const gap = pairs.findIndex((p, i) => i > 0 && p.before > event);
        const [from, to] = [pairs[gap - 1], pairs[gap]];
        fc.pre(from !== undefined && to !== undefined);
        const step = clock.steps.find(({ at }) => from.after < at && at < to.before);
        fc.pre(step !== undefined && Math.abs(step.byMs) * 1e6 > plain);
        const map = clockMap(pairs, DRIFT);
        expect(map.at(shown(clock, event)).certain).toBe(false);
        expect(map.steps.length).toBeGreaterThan(0);
      }),
    );
  });

  test('a clock that is not stepped is certain throughout, and no wider than resolution, brackets and drift', () => {
    fc.assert(
      fc.property(wallWorld(DRIFT, 0), enclosed, ({ clock, pairs }, event) => {
        const map = clockMap(pairs, DRIFT);
        expect(map.steps).toEqual([]);
        const { earliest, latest, certain } = map.at(shown(clock, event));
        expect(certain).toBe(true);
        const drift = (4 * HORIZON_NS * DRIFT) / 1e6 / (pairs.length - 1);
        expect(latest - earliest).toBeLessThanOrEqual(3_000_000 + 4_000_000 + drift + 10_000);
      }),
    );
  });
});

describe('at the edges', () => {
  const pair = (at: number, wallMs: number): ClockPair => ({ before: at, after: at, wallMs });
  test('before the first pair and after the last nothing is certain', () => {
    const map = clockMap([pair(1e9, 1_800_000_001_000), pair(2e9, 1_800_000_002_000)]);
    expect(map.at(1_800_000_001_500).certain).toBe(true);
    for (const beyond of [1_800_000_000_000, 1_800_000_003_000]) {
      const { earliest, latest, certain } = map.at(beyond);
      expect(certain).toBe(false);
      const truth = (beyond - 1_800_000_000_000) * 1e6;
      expect(earliest).toBeLessThanOrEqual(truth);
      expect(latest).toBeGreaterThanOrEqual(truth);
    }
  });
  test('a step says where it was and how large it was at least', () => {
    const map = clockMap([pair(1e9, 1_800_000_001_000), pair(2e9, 1_800_000_002_500)], 0);
    expect(map.steps).toEqual([{ from: 1e9, to: 2e9, byNs: 499_000_000 }]);
  });
  test('after a step backwards a wall time lies in both stretches that showed it', () => {
    const map = clockMap(
      [
        pair(0, 1_800_000_000_000),
        pair(1e9, 1_800_000_001_000),
        pair(2e9, 1_800_000_001_000),
        pair(3e9, 1_800_000_002_000),
      ],
      0,
    );
    const { earliest, latest, certain } = map.at(1_800_000_000_900);
    expect(certain).toBe(false);
    expect(earliest).toBeLessThanOrEqual(900e6);
    expect(latest).toBeGreaterThanOrEqual(1900e6);
  });
});
