import { describe, expect, test } from 'vitest';
import { clockMap, type ClockPair } from '../sight/clock-map.ts';
import type { LoadEvent } from './events.ts';
import { placeEvent, widestPlace } from './place-event.ts';

const MS = 1_000_000;
const BASE = 1_800_000_000_000;
const pair = (ms: number, wallMs: number): ClockPair => ({ before: ms * MS, after: ms * MS, wallMs: BASE + wallMs });
const calm = clockMap([pair(0, 0), pair(1000, 1000), pair(2000, 2000)], 0);
const stepped = clockMap([pair(0, 0), pair(1000, 1500), pair(2000, 2500)], 0);
const event = (sent: number, index = 0): LoadEvent => ({
  index,
  started: BASE + 100.5,
  sent: BASE + sent,
  settled: BASE + sent + 5,
  status: 201,
});

describe('a sending of k6 on our clock', () => {
  test('lies between the first instant it can have been sent and the last it can have been answered', () => {
    const { sent, settled, outcome } = placeEvent(event(500), calm, 10);
    expect(sent).toBeLessThanOrEqual(500 * MS);
    expect(sent).toBeGreaterThanOrEqual(499 * MS);
    expect(settled).toBeGreaterThanOrEqual(505 * MS);
    expect(settled).toBeLessThanOrEqual(507 * MS);
    expect(outcome).toBe('ok');
  });
  test('was meant for the instant of the schedule, and never for later than it was sent', () => {
    expect(placeEvent(event(500, 2), calm, 10).intended).toBeLessThanOrEqual(300 * MS);
    expect(placeEvent(event(500, 2), calm, 10).intended).toBeGreaterThanOrEqual(299 * MS);
    const early = placeEvent(event(500, 9), calm, 10);
    expect(early.intended).toBe(early.sent);
  });
  test('counts as never answered where the wall clock was stepped, and as usual elsewhere', () => {
    const overlapped = placeEvent(event(700), stepped, 10);
    expect(overlapped.outcome).toBe('unknown');
    expect(overlapped.answer.text).toContain('stepped');
    expect(placeEvent(event(2000), stepped, 10)).toMatchObject({ outcome: 'ok', answer: { code: '201' } });
  });
  test('is no better known than its widest place, which what cannot be placed does not widen', () => {
    expect(widestPlace([event(500)], calm)).toBe(2 * MS);
    expect(widestPlace([event(700), event(2000)], stepped)).toBe(2 * MS);
    expect(widestPlace([], calm)).toBe(0);
  });
});
