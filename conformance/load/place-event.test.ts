import { describe, expect, test } from 'vitest';
import { clockMap, type ClockPair } from '../sight/clock-map.ts';
import { placeEvent } from './place-event.ts';

const MS = 1_000_000;
const BASE = 1_800_000_000_000;
const pair = (ms: number, wallMs: number): ClockPair => ({ before: ms * MS, after: ms * MS, wallMs: BASE + wallMs });
const calm = clockMap([pair(0, 0), pair(1000, 1000), pair(2000, 2000)], 0);
const stepped = clockMap([pair(0, 0), pair(1000, 1500), pair(2000, 2500)], 0);
const event = (sent: number) => ({ sent: BASE + sent, settled: BASE + sent + 5 });

describe('a send of another program on our clock', () => {
  test('lies between the first instant it can have been sent and the last it can have been answered', () => {
    const { sent, settled, certain, withinNs } = placeEvent(event(500), calm, 100 * MS, 50);
    expect(sent).toBeLessThanOrEqual(500 * MS);
    expect(sent).toBeGreaterThanOrEqual(499 * MS);
    expect(settled).toBeGreaterThanOrEqual(505 * MS);
    expect(settled).toBeLessThanOrEqual(507 * MS);
    expect(certain).toBe(true);
    expect(withinNs).toBe(2 * MS);
  });
  test('was meant for the instant of the schedule, and never for later than it was sent', () => {
    expect(placeEvent(event(500), calm, 100 * MS, 200.25).intended).toBe(300.25 * MS);
    const early = placeEvent(event(500), calm, 100 * MS, 900);
    expect(early.intended).toBe(early.sent);
    expect(early.slipNs).toBe(0);
  });
  test('how late it was sent is known', () => {
    const { slipNs, sent, intended } = placeEvent(event(500), calm, 100 * MS, 200);
    expect(slipNs).toBe(sent - intended);
    expect(slipNs).toBeGreaterThan(198 * MS);
  });
  test('is uncertain where the wall clock was stepped, and certain elsewhere', () => {
    expect(placeEvent(event(700), stepped, 0, 0).certain).toBe(false);
    expect(placeEvent(event(2000), stepped, 0, 0).certain).toBe(true);
  });
});
