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
  test('after a step backwards a wall time lies in all stretches that showed it', () => {
    const map = clockMap(
      [
        pair(0, 1_800_000_000_000),
        pair(2e9, 1_800_000_002_000),
        pair(3e9, 1_800_000_001_000),
        pair(5e9, 1_800_000_003_000),
      ],
      0,
    );
    expect(map.at(1_800_000_001_500)).toEqual({ earliest: 1499e6, latest: 3501e6, certain: false });
  });
  test('what touches the first or the last pair lies between them', () => {
    const map = clockMap([pair(5e9, 1_800_000_000_000), pair(6e9, 1_800_000_001_000)], 0);
    expect(
      [-2, -1, 1001, 1002].map((ms) => {
        const { certain, ...place } = map.at(1_800_000_000_000 + ms);
        return [place.earliest, place.latest, certain];
      }),
    ).toEqual([
      [4997e6, 4999e6, false],
      [4998e6, 5e9, true],
      [6e9, 6002e6, true],
      [6001e6, 6003e6, false],
    ]);
  });
  test('beyond the pairs both ends are asked, whichever way the clock was stepped between them', () => {
    const forwards = [
      pair(1e9, 1_800_000_001_000),
      pair(2e9, 1_800_000_002_000),
      pair(3e9, 1_800_000_003_500),
    ] as const;
    const backwards = [
      pair(1e9, 1_800_000_001_000),
      pair(2e9, 1_800_000_002_000),
      pair(3e9, 1_800_000_002_500),
    ] as const;
    expect(clockMap(forwards, 0).at(1_800_000_006_000)).toEqual({ earliest: 5499e6, latest: 6001e6, certain: false });
    expect(clockMap(backwards, 0).at(1_800_000_006_000)).toEqual({ earliest: 5999e6, latest: 6501e6, certain: false });
  });
  test('beyond the pairs the clock may have drifted for twice the way to the farther end of the bracket', () => {
    const map = clockMap([{ before: 10e9, after: 10.002e9, wallMs: 1_800_000_000_000 }], 100);
    // 5 s beyond, 2 ms of bracket, 1 ms of resolution: 5.003 s, of which 200 parts in a million are 1,000,600 ns.
    const drift = 1_000_600;
    expect(map.at(1_800_000_005_000)).toEqual({
      earliest: 14.999e9 - drift,
      latest: 15.003e9 + drift,
      certain: false,
    });
    expect(map.at(1_799_999_995_000)).toEqual({
      earliest: 4.999e9 - drift,
      latest: 5.003e9 + drift,
      certain: false,
    });
  });
});
