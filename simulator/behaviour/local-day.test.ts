import { describe, expect, test } from 'vitest';
import { localDate, localHour, MINUTE_MS } from '../clock.ts';
import { localDays } from './local-day.ts';

const ZONE = 'America/New_York';
const days = (first: string, count: number) => [...localDays(ZONE, first).take(count)];

describe('local days', () => {
  test('follow each other without a gap', () => {
    const list = days('2026-03-05', 6);
    for (const [i, day] of list.entries()) {
      const next = list[i + 1];
      if (next !== undefined) expect(day.startMs + day.minutes * MINUTE_MS).toBe(next.startMs);
      expect(localDate(day.startMs, ZONE)).toBe(day.date);
    }
  });

  test.each([
    ['2026-03-07', 1440],
    ['2026-03-08', 1380],
    ['2026-11-01', 1500],
  ])('%s has %d minutes', (date, minutes) => expect(days(date, 1)[0]?.minutes).toBe(minutes));

  test.each(['2026-03-07', '2026-03-08', '2026-11-01'])(
    'on %s a wall minute is at that hour of the wall clock',
    (date) => {
      const [day] = days(date, 1);
      for (const wall of [4 * 60 + 15, 7 * 60, 12 * 60 + 30, 23 * 60 + 57]) {
        const atMs = (day?.startMs ?? 0) + (day?.elapsedAt(wall) ?? 0) * MINUTE_MS;
        expect(localHour(atMs, ZONE) * 60).toBeCloseTo(wall, 6);
        expect(localDate(atMs, ZONE)).toBe(date);
      }
    },
  );
});
