import { InputProblem } from '../contract/input-problem.ts';
import { aheadText, dayOf, dayText, timeText, weekdayOf, type DayNumber } from './calendar.ts';
import { offsetMsAt } from './zone-offsets.ts';

export { dayOf, weekdayOf, type DayNumber } from './calendar.ts';
export { requireZone } from './zone-offsets.ts';

/** Simulated time is a whole number of milliseconds since 1970-01-01T00:00:00Z; nothing here reads a real clock. */
export type EpochMs = number;

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** Minutes that the zone is ahead of UTC at an instant: -300 for New York in winter. */
export const offsetMinutes = (epochMs: EpochMs, zone: string): number =>
  // Offsets are whole minutes since 1972 at the latest; local mean time before that is rounded.
  Math.round(offsetMsAt(epochMs, zone) / MINUTE_MS);

/** An instant as ISO 8601 with the zone's own offset at that instant: `2026-03-03T07:59:00-05:00`. Milliseconds only when there are any. */
export function instantText(epochMs: EpochMs, zone: string): string {
  const ahead = offsetMinutes(epochMs, zone);
  const local = epochMs + ahead * MINUTE_MS;
  const day = Math.floor(local / DAY_MS);
  return `${dayText(day)}T${timeText(local - day * DAY_MS)}${aheadText(ahead)}`;
}

/** An instant in UTC as `Date.prototype.toISOString` has it: `2026-03-03T12:59:00.000Z`. */
export function utcText(epochMs: EpochMs): string {
  const day = Math.floor(epochMs / DAY_MS);
  const time = timeText(epochMs - day * DAY_MS);
  return `${dayText(day)}T${time.length === 8 ? `${time}.000` : time}Z`;
}

/** The day of an instant by the calendar of a zone. */
const localDay = (epochMs: EpochMs, zone: string): DayNumber =>
  Math.floor((epochMs + offsetMsAt(epochMs, zone)) / DAY_MS);

/** The calendar date of an instant in a zone: `2026-03-03`. */
export const localDate = (epochMs: EpochMs, zone: string): string => dayText(localDay(epochMs, zone));

/** The wall time of an instant in a zone, in hours with a fraction: 7.5 is half past seven. */
export const localHour = (epochMs: EpochMs, zone: string): number =>
  ((((epochMs + offsetMsAt(epochMs, zone)) % DAY_MS) + DAY_MS) % DAY_MS) / HOUR_MS;

/** The date `days` later (or earlier, when negative). Throws an InputProblem on a date that does not exist. */
export const addDays = (date: string, days: number): string => dayText(dayOf(date) + days);

/** Days from one date to another, by the calendar. */
export const daysBetween = (from: string, to: string): number => dayOf(to) - dayOf(from);

/** 0 for Monday to 6 for Sunday. */
export const weekday = (date: string): number => weekdayOf(dayOf(date));

/**
 * The instant at which a clock in `zone` shows a time, given as milliseconds since midnight, on a
 * day. Where a clock change leaves that time out, the instant lies as much later as the clock jumped
 * (02:30 becomes 03:30); where the time comes twice, the first is meant. These are the rules of RFC
 * 5545 and of Temporal's "compatible".
 */
export function atLocalMs(zone: string, day: DayNumber, msOfDay: number): EpochMs {
  const wall = day * DAY_MS + msOfDay;
  // The offsets in force a day before and a day after bracket any one clock change.
  const before = wall - offsetMinutes(wall - DAY_MS, zone) * MINUTE_MS;
  const after = wall - offsetMinutes(wall + DAY_MS, zone) * MINUTE_MS;
  if (before === after) return before;
  const shows = (instant: EpochMs): boolean => instant + offsetMinutes(instant, zone) * MINUTE_MS === wall;
  if (shows(before)) return before;
  if (shows(after)) return after;
  return before;
}

const TIME = /^([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?$/;

/** `atLocalMs` of a date and a time of day in text. Throws an InputProblem on a date or time that is none. */
export function atLocalTime(zone: string, date: string, time: string): EpochMs {
  const match = TIME.exec(time);
  if (match === null) throw new InputProblem(`"${time}" is not a time of day`, {}, 'HH:MM or HH:MM:SS, such as 07:30');
  const [, hour, minute, second] = match;
  const msOfDay = Number(hour) * HOUR_MS + Number(minute) * MINUTE_MS + Number(second ?? 0) * 1000;
  return atLocalMs(zone, dayOf(date), msOfDay);
}
