import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InputProblem } from '../contract/input-problem.ts';
import { aheadText, dayOf, dayText, timeText, weekdayOf } from './calendar.ts';

/** Days of the years 0 to 9999. */
const days = fc.integer({ min: -719_528, max: 2_932_896 });

describe('days', () => {
  test('are counted from 1970-01-01', () => {
    expect(dayOf('1970-01-01')).toBe(0);
    expect(dayOf('2026-03-03')).toBe(20_515);
    expect(dayText(-1)).toBe('1969-12-31');
  });

  test('text and day are inverse, whatever was asked before', () => {
    fc.assert(
      fc.property(fc.array(days, { minLength: 1, maxLength: 20 }), (some) => {
        for (const day of some) {
          expect(dayText(day)).toBe(new Date(day * 86_400_000).toISOString().slice(0, 10));
          expect(dayOf(dayText(day))).toBe(day);
          // Days that share a place among the texts that are kept.
          if (day + 4096 <= 2_932_896) expect(dayOf(dayText(day + 4096))).toBe(day + 4096);
        }
      }),
    );
  });

  test('have the weekday of the calendar, Monday first', () => {
    fc.assert(fc.property(days, (day) => weekdayOf(day) === (new Date(day * 86_400_000).getUTCDay() + 6) % 7));
  });

  test.each(['2026-02-29', '2026-13-01', '2026-00-10', '2026-01-00', '26-01-01', '2026-1-1', 'today', ''])(
    '"%s" is no date, asked once or twice',
    (text) => {
      expect(() => dayOf(text)).toThrow(InputProblem);
      expect(() => dayOf(text)).toThrow(InputProblem);
    },
  );

  test('more dates than are kept are all read rightly', () => {
    for (let day = 0; day < 9000; day++) expect(dayOf(new Date(day * 86_400_000).toISOString().slice(0, 10))).toBe(day);
    expect(dayOf('1970-01-02')).toBe(1);
  });
});

describe('times of day', () => {
  test.each([
    [0, '00:00:00'],
    [86_399_999, '23:59:59.999'],
    [7 * 3_600_000 + 59 * 60_000 + 5000, '07:59:05'],
    [43_200_050, '12:00:00.050'],
  ])('%d ms after midnight is %s', (ms, text) => {
    expect(timeText(ms)).toBe(text);
  });

  test('every second of a day', () => {
    for (let s = 0; s < 86_400; s += 7) {
      expect(timeText(s * 1000)).toBe(new Date(s * 1000).toISOString().slice(11, 19));
    }
  });

  test.each([
    [0, '+00:00'],
    [330, '+05:30'],
    [-210, '-03:30'],
    [840, '+14:00'],
  ])('%d minutes ahead is %s', (ahead, text) => {
    expect(aheadText(ahead)).toBe(text);
  });
});
