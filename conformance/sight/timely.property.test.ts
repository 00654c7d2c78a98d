import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { punctuality, startOf, timing, type Timing } from '../oracle/sight/delay.ts';
import type { Pass } from '../oracle/sight/pass.ts';
import { type Sight, SurfaceSight } from '../oracle/sight/surface-sight.ts';
import { expectRefuted } from '../refuted.test-helper.ts';
import { clockMap, type ClockMap } from './clock-map.ts';
import { enclosed, HORIZON_NS, shown, wallWorld } from './true-wall-clock.test-helper.ts';

const DRIFT = 100;
const MS = 1_000_000;
const ITEM = { item: 'i', version: 1 };

/**
 * The whole chain: a poller in another process looks again and again and tells of it in wall milliseconds, while that
 * wall clock drifts and is stepped; an item becomes visible at some true instant after a cause that our own clock timed.
 */
const world = fc.record({
  wall: wallWorld(DRIFT, 400),
  visible: enclosed,
  before: fc.integer({ min: 0, max: 3000 }),
  nearness: fc.integer({ min: -60, max: 60 }),
  period: fc.integer({ min: 20, max: 400 }),
  took: fc.tuple(fc.nat(30), fc.nat(30)),
});
type World = typeof world extends fc.Arbitrary<infer T> ? T : never;

/** How a pass is placed on our clock. */
type Place = (
  map: ClockMap,
  sentWallMs: number,
  receivedWallMs: number,
) => Pick<Pass, 'sent' | 'untimed'> & { received: number };

const honestly: Place = (map, sentWallMs, receivedWallMs) => {
  const [sent, received] = [map.at(sentWallMs), map.at(receivedWallMs)];
  return { sent: sent.earliest, received: received.latest, untimed: !(sent.certain && received.certain) };
};

const sightOf = (w: World, place: Place): Sight | undefined => {
  const map = clockMap(w.wall.pairs, DRIFT);
  const sight = new SurfaceSight();
  const [out, back] = [w.took[0] * MS, w.took[1] * MS];
  // Around the item alone: a pass every period over the whole horizon would be slow and prove no more.
  const first = Math.max(10 * MS, w.visible - 3 * w.period * MS);
  for (let at = first; at < Math.min(HORIZON_NS, w.visible + 3 * w.period * MS); at += w.period * MS) {
    const shows = at + out >= w.visible ? [ITEM] : [];
    const { received, ...timed } = place(map, shown(w.wall.clock, at), shown(w.wall.clock, at + out + back));
    sight.pass({ ...timed, complete: true, pages: [{ received, shows }] });
  }
  expect(sight.gone(ITEM.item)).toBeUndefined();
  return sight.sight(ITEM.item, ITEM.version);
};

/** Whatever is said of the deadline is true of what happened. */
const neverWrong = (place: Place) =>
  fc.property(world, (w) => {
    const sight = sightOf(w, place);
    if (sight === undefined) return;
    expect(sight.after ?? -1).toBeLessThan(w.visible);
    expect(sight.by ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(w.visible);
    const sent = Math.max(0, w.visible - w.before * MS);
    const deadlineMs = Math.max(1, w.before + w.nearness);
    const verdict = punctuality(timing(startOf({ intended: sent, sent }, 0), sight, deadlineMs));
    const inTime = w.visible - sent <= deadlineMs * MS;
    if (verdict === 'late') expect(inTime).toBe(false);
    if (verdict === 'in-time' || verdict === 'tight') expect(inTime).toBe(true);
  });

describe('a deadline judged by what another clock timed', () => {
  test('is never judged wrongly, whatever that clock did', () => fc.assert(neverWrong(honestly), { numRuns: 2000 }));

  test('by the other ends of the intervals is refuted', () =>
    expectRefuted(
      neverWrong((map, sent, received) => ({ sent: map.at(sent).latest, received: map.at(received).earliest })),
    ));
  test('by one offset for the whole run is refuted', () =>
    expectRefuted(
      fc.property(world, (w) => {
        const [first] = w.wall.pairs;
        const once = (wallMs: number): number => first.before + (wallMs - first.wallMs) * MS;
        const sight = sightOf(w, (_map, sent, received) => ({ sent: once(sent), received: once(received) }));
        expect(sight?.after ?? -1).toBeLessThan(w.visible);
        expect(sight?.by ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(w.visible);
      }),
    ));

  test('is open where a step overlaps the pass that first showed the item', () => {
    const pairs = [
      { before: 0, after: 0, wallMs: 1_800_000_000_000 },
      { before: 1000 * MS, after: 1000 * MS, wallMs: 1_800_000_003_000 },
      { before: 2000 * MS, after: 2000 * MS, wallMs: 1_800_000_004_000 },
    ] as const;
    const map = clockMap(pairs, 0);
    const given = (wallMs: number): Timing => {
      const sight = new SurfaceSight();
      const { received, ...timed } = honestly(map, wallMs, wallMs + 10);
      sight.pass({ ...timed, complete: true, pages: [{ received, shows: [ITEM] }] });
      return timing({ from: 0, to: 0 }, sight.sight(ITEM.item, 1) ?? { after: null, by: null }, 60_000);
    };
    expect(punctuality(given(1_800_000_000_500))).toBe('undecided');
    expect(punctuality(given(1_800_000_003_500))).toBe('in-time');
  });
});
