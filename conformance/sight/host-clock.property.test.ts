import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { expectRefuted } from '../refuted.test-helper.ts';
import type { Placed } from './clock-map.ts';
import { type Exchange, HostClock } from './host-clock.ts';

const DRIFT = 150;
const at = fc.integer({ min: 0, max: 60_000_000_000 });

/** A host whose clock truly drifts, the exchanges made with it, and an event on it. */
const world = fc
  .record({
    offset: fc.integer({ min: -1e12, max: 1e12 }),
    ppm: fc.integer({ min: -DRIFT, max: DRIFT }),
    asked: fc.array(fc.record({ at, out: fc.nat(3_000_000), back: fc.nat(3_000_000) }), { minLength: 1, maxLength: 5 }),
    event: at,
  })
  .map(({ offset, ppm, asked, event }) => {
    // Local time per remote time is off by `ppm`.
    const remote = (mono: number): number => Math.round((mono - offset) / (1 + ppm / 1e6));
    const exchanges = asked.map((a): Exchange => ({
      sent: a.at - a.out,
      received: a.at + a.back,
      remoteNs: remote(a.at),
    }));
    return { exchanges, event, read: remote(event), remote };
  });

const placedBy = (exchanges: readonly Exchange[], remoteNs: number, drift = DRIFT): Placed => {
  const clock = new HostClock(drift);
  for (const exchange of exchanges) clock.exchange(exchange);
  return clock.at(remoteNs);
};

const holdsTruth = (place: (exchanges: readonly Exchange[], remoteNs: number) => Placed) =>
  fc.property(world, ({ exchanges, event, read }) => {
    const { earliest, latest } = place(exchanges, read);
    expect(earliest).toBeLessThanOrEqual(event);
    expect(latest).toBeGreaterThanOrEqual(event);
  });

describe('the clock of another host', () => {
  test('the interval always holds the true instant, and is certain', () => {
    fc.assert(holdsTruth((exchanges, read) => placedBy(exchanges, read)));
    fc.assert(fc.property(world, ({ exchanges, read }) => placedBy(exchanges, read).certain));
  });
  test('half the round trip as if the ways were equally long is refuted', () =>
    expectRefuted(
      holdsTruth((exchanges, read) => {
        const middle = exchanges.map((e) => (e.sent + e.received) / 2);
        return placedBy(
          exchanges.map((e, i) => ({ ...e, sent: middle[i] ?? 0, received: middle[i] ?? 0 })),
          read,
        );
      }),
    ));
  test('no drift is refuted', () => expectRefuted(holdsTruth((exchanges, read) => placedBy(exchanges, read, 0))));
  test('the tightest exchange counts: a further one never widens what is certain', () => {
    fc.assert(
      fc.property(world, ({ exchanges, read }) => {
        const all = placedBy(exchanges, read);
        const some = placedBy(exchanges.slice(0, 1), read);
        expect(all.latest - all.earliest).toBeLessThanOrEqual(some.latest - some.earliest);
      }),
    );
  });
  test('a host that slept contradicts itself, and what that touches is uncertain', () => {
    const clock = new HostClock(100);
    clock.exchange({ sent: 0, received: 1_000_000, remoteNs: 5e9 });
    clock.exchange({ sent: 10e9, received: 10.001e9, remoteNs: 6e9 });
    // From the earlier of the two to the later; each is widened by 100 parts in a million of half a second, and 1 ns.
    expect(clock.at(5.5e9)).toEqual({ earliest: 499_949_999, latest: 9_501_050_001, certain: false });
  });
  test('exchanges that have one nanosecond in common agree, with the 1 ns of reading the clock allowed for', () => {
    const clock = new HostClock(0);
    clock.exchange({ sent: 0, received: 10, remoteNs: 0 });
    expect(clock.at(0)).toEqual({ earliest: -1, latest: 11, certain: true });
    clock.exchange({ sent: 12, received: 20, remoteNs: 0 });
    expect(clock.at(0)).toEqual({ earliest: 11, latest: 11, certain: true });
    clock.exchange({ sent: 13, received: 20, remoteNs: 0 });
    expect(clock.at(0)).toEqual({ earliest: -1, latest: 21, certain: false });
  });
  test('nothing can be placed before the first exchange', () =>
    expect(() => new HostClock().at(0)).toThrow('no exchange'));
});
