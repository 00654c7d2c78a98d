import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { OffsetDateTime } from '../contract/domain/index.ts';
import { addDays, atLocalTime, daysBetween, instantText, localDate, weekday } from './clock.ts';

const zones = fc.constantFrom(
  'UTC',
  'America/New_York',
  'America/St_Johns',
  'Europe/London',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Pacific/Kiritimati',
);
/** Whole seconds of 1985 to 2040. */
const instants = fc.integer({ min: 473_385_600, max: 2_208_988_800 }).map((seconds) => seconds * 1000);

describe('time zones', () => {
  test('the text of an instant is a contract instant and names the same instant', () => {
    fc.assert(
      fc.property(instants, zones, (instant, zone) => {
        const text = instantText(instant, zone);
        expect(OffsetDateTime.safeParse(text).success).toBe(true);
        expect(Date.parse(text)).toBe(instant);
        expect(text.slice(0, 10)).toBe(localDate(instant, zone));
      }),
    );
  });

  test('local time and back is the same instant, or an hour or less earlier where the time comes twice', () => {
    fc.assert(
      fc.property(instants, zones, (instant, zone) => {
        const text = instantText(instant, zone);
        const back = atLocalTime(zone, text.slice(0, 10), text.slice(11, 19));
        expect(instantText(back, zone).slice(0, 19)).toBe(text.slice(0, 19));
        expect(instant - back === 0 || (instant - back > 0 && instant - back <= 3_600_000)).toBe(true);
      }),
    );
  });

  test('adding days and counting them are inverse; weekdays advance with them', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: -4000, max: 4000 }), (instant, days) => {
        const date = localDate(instant, 'UTC');
        expect(daysBetween(date, addDays(date, days))).toBe(days);
        expect(weekday(addDays(date, days))).toBe((((weekday(date) + days) % 7) + 7) % 7);
      }),
    );
  });
});
