import { describe, expect, test } from 'vitest';
import { localDayOf, mustMoment } from '../clock/instant.ts';
import { inWindow, type When, windowReachMs } from './window.ts';

const at = (text: string): When => {
  const moment = mustMoment(text);
  return { effectiveMs: moment.ms, localDay: localDayOf(moment) };
};
const holds = (earlier: string, later: string, value: number, unit: 'min' | 'h' | 'd' | 'wk'): boolean =>
  inWindow(at(earlier), at(later), { value, unit });

describe('hours are elapsed time, [t - w, t)', () => {
  test('exactly w before is inside, the same instant is not', () => {
    expect(holds('2026-03-02T07:00:00-05:00', '2026-03-03T07:00:00-05:00', 24, 'h')).toBe(true);
    expect(holds('2026-03-02T06:59:59-05:00', '2026-03-03T07:00:00-05:00', 24, 'h')).toBe(false);
    expect(holds('2026-03-03T07:00:00-05:00', '2026-03-03T07:00:00-05:00', 24, 'h')).toBe(false);
    expect(holds('2026-03-03T12:00:00Z', '2026-03-03T07:00:00-05:00', 24, 'h')).toBe(false);
  });

  test('over the night the clocks go forward a day is 23 hours long', () => {
    expect(holds('2026-03-07T08:00:00-05:00', '2026-03-08T08:00:00-04:00', 23, 'h')).toBe(true);
    expect(holds('2026-03-07T07:59:00-05:00', '2026-03-08T08:00:00-04:00', 23, 'h')).toBe(false);
  });

  test('minutes are elapsed time too', () => {
    expect(holds('2026-03-03T06:30:00Z', '2026-03-03T07:00:00Z', 30, 'min')).toBe(true);
    expect(holds('2026-03-03T06:29:59Z', '2026-03-03T07:00:00Z', 30, 'min')).toBe(false);
  });
});

describe('days are local dates', () => {
  test('from the first moment of day(t) - n to just before t', () => {
    expect(holds('2026-03-01T00:00:00-05:00', '2026-03-03T23:59:00-05:00', 2, 'd')).toBe(true);
    expect(holds('2026-02-28T23:59:59-05:00', '2026-03-03T00:00:00-05:00', 2, 'd')).toBe(false);
    expect(holds('2026-03-03T06:59:59-05:00', '2026-03-03T07:00:00-05:00', 1, 'd')).toBe(true);
  });

  test('each one by its own offset', () => {
    // 23:30 on the first, in New York, is already the second in UTC.
    expect(holds('2026-03-01T23:30:00-05:00', '2026-03-03T08:00:00Z', 1, 'd')).toBe(false);
    expect(holds('2026-03-02T04:30:00Z', '2026-03-03T08:00:00Z', 1, 'd')).toBe(true);
  });

  test('over both changes of the clocks a day stays a day', () => {
    expect(holds('2026-03-07T00:30:00-05:00', '2026-03-08T23:30:00-04:00', 1, 'd')).toBe(true);
    expect(holds('2026-10-31T00:30:00-04:00', '2026-11-01T23:30:00-05:00', 1, 'd')).toBe(true);
    expect(holds('2026-10-30T23:30:00-04:00', '2026-11-01T00:30:00-04:00', 1, 'd')).toBe(false);
  });

  test('a week is seven dates', () => {
    expect(holds('2026-03-02T00:00:00Z', '2026-03-09T23:00:00Z', 1, 'wk')).toBe(true);
    expect(holds('2026-03-01T23:59:00Z', '2026-03-09T23:00:00Z', 1, 'wk')).toBe(false);
  });
});

test('the reach covers the window for the most distant offsets', () => {
  const window = { value: 3, unit: 'd' as const };
  const [earlier, later] = [at('2026-03-01T00:00:00+14:00'), at('2026-03-04T23:59:59-12:00')];
  expect(inWindow(earlier, later, window)).toBe(true);
  expect(later.effectiveMs - earlier.effectiveMs).toBeLessThanOrEqual(windowReachMs(window));
});
