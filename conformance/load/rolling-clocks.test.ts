import { describe, expect, test } from 'vitest';
import { runClock } from '../history/clock.ts';
import { RollingClocks } from './rolling-clocks.ts';

const MS = 1_000_000;
const BASE = 1_800_000_000_000;

/** A clock that is set by hand; both of its faces go alike unless one is stepped. */
const byHand = () => {
  const at = { ms: 0, stepMs: 0 };
  const clock = runClock({
    monotonicNs: () => BigInt(at.ms) * 1_000_000n,
    wallMs: () => BASE + at.ms + at.stepMs,
  });
  return { at, clock };
};

describe('pairs of clocks that roll on', () => {
  test('what came before the last pair can be placed, and the map is right in every part of the window', () => {
    const { at, clock } = byHand();
    const clocks = new RollingClocks(clock, 5000);
    for (at.ms = 500; at.ms <= 60_000; at.ms += 500) clocks.take();
    expect(clocks.untilMs).toBe(BASE + 60_000);
    for (const ms of [55_250, 57_001, 59_900]) {
      const { earliest, latest, certain } = clocks.map.at(BASE + ms);
      expect(earliest).toBeLessThanOrEqual(ms * MS);
      expect(latest).toBeGreaterThanOrEqual(ms * MS);
      expect(latest - earliest).toBeLessThan(3 * MS);
      expect(certain).toBe(true);
    }
  });
  test('what is older than the window is uncertain, never wrong', () => {
    const { at, clock } = byHand();
    const clocks = new RollingClocks(clock, 5000);
    for (at.ms = 500; at.ms <= 60_000; at.ms += 500) clocks.take();
    const { earliest, latest, certain } = clocks.map.at(BASE + 10_000);
    expect(certain).toBe(false);
    expect(earliest).toBeLessThanOrEqual(10_000 * MS);
    expect(latest).toBeGreaterThanOrEqual(10_000 * MS);
  });
  test('a step of the wall clock within the window is seen', () => {
    const { at, clock } = byHand();
    const clocks = new RollingClocks(clock, 5000);
    for (at.ms = 500; at.ms <= 4000; at.ms += 500) {
      if (at.ms === 2000) at.stepMs = 700;
      clocks.take();
    }
    expect(clocks.map.steps).toHaveLength(1);
    expect(clocks.map.at(BASE + 1800).certain).toBe(false);
    expect(clocks.map.at(BASE + 4000).certain).toBe(true);
  });
});

describe('of a sender on another computer', () => {
  test('an instant is known no better than its clock', () => {
    const { at, clock } = byHand();
    const clocks = new RollingClocks(clock, 5000, 20);
    for (at.ms = 500; at.ms <= 4000; at.ms += 500) clocks.take();
    expect(clocks.untilMs).toBe(BASE + 3980);
    const { earliest, latest, certain } = clocks.map.at(BASE + 2000);
    expect(certain).toBe(true);
    for (const ms of [1980, 2020]) {
      expect(earliest).toBeLessThanOrEqual(ms * MS);
      expect(latest).toBeGreaterThanOrEqual(ms * MS);
    }
    expect(latest - earliest).toBeLessThan(44 * MS);
  });

  test('what may lie beyond the last pair, or across a step, is uncertain', () => {
    const { at, clock } = byHand();
    const clocks = new RollingClocks(clock, 5000, 20);
    for (at.ms = 500; at.ms <= 4000; at.ms += 500) {
      if (at.ms === 2000) at.stepMs = 700;
      clocks.take();
    }
    expect(clocks.map.at(BASE + 1490).certain).toBe(false);
    expect(clocks.map.at(BASE + 1470).certain).toBe(true);
    expect(clocks.map.at(BASE + 700 + 4010).certain).toBe(false);
  });
});
