import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, atLocalTime, weekday } from '../clock.ts';
import { wholeWeeksTo } from './shift.ts';

const ZONE = 'America/Chicago';
const MONDAY = atLocalTime(ZONE, '2026-03-02', '08:00');

const two = (n: number): string => String(n).padStart(2, '0');

describe('whole weeks', () => {
  test.each([
    ['2026-03-02', '08:00', 0],
    ['2026-03-02', '08:01', 0],
    ['2026-03-02', '07:59', 7],
    ['2026-02-23', '08:00', 7],
    ['2026-02-24', '00:00', 7],
    ['2026-03-09', '08:00', -7],
    ['2026-03-09', '07:59', 0],
    ['1991-04-21', '09:09', 12_740],
  ])('a log that begins %s %s moves by %d days to begin at or after Monday 08:00', (date, time, days) => {
    expect(wholeWeeksTo([{ date, time }], MONDAY, ZONE)).toBe(days);
  });

  test('the earliest time counts, not the first of a disordered log', () => {
    const times = [
      { date: '2026-02-25', time: '10:00' },
      { date: '2026-02-23', time: '10:00' },
      { date: '2026-02-23', time: '09:00' },
    ];
    expect(wholeWeeksTo(times, MONDAY, ZONE)).toBe(7);
  });

  test('nothing to move', () => {
    expect(wholeWeeksTo([], MONDAY, ZONE)).toBe(0);
  });

  test('always lands in the first week after, on the same weekday', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -15_000, max: 15_000 }),
        fc.integer({ min: 0, max: 1439 }),
        fc.integer({ min: 0, max: 2 ** 31 }).map((s) => s * 1000),
        (day, minute, target) => {
          const date = addDays('2000-01-01', day);
          const time = `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
          const days = wholeWeeksTo([{ date, time }], target, ZONE);
          const lands = atLocalTime(ZONE, addDays(date, days), time);
          expect(Math.abs(days % 7)).toBe(0);
          expect(weekday(addDays(date, days))).toBe(weekday(date));
          expect(lands).toBeGreaterThanOrEqual(target);
          expect(lands - target).toBeLessThan(8 * 86_400_000);
        },
      ),
    );
  });
});
