import { InputProblem } from '../contract/input-problem.ts';

/** Simulated time is a whole number of milliseconds since 1970-01-01T00:00:00Z; nothing here reads a real clock. */
export type EpochMs = number;

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

interface LocalFields {
  /** The local wall time read as if it were UTC. */
  readonly asUtcMs: EpochMs;
  readonly offsetMinutes: number;
}

const formatters = new Map<string, Intl.DateTimeFormat>();
/** A program names few zones; the bound only stops hostile input from filling memory. */
const MAX_ZONES = 1000;

function formatterFor(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known !== undefined) return known;
  let made: Intl.DateTimeFormat;
  try {
    made = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      era: 'short',
    });
  } catch {
    throw new InputProblem(`the time zone "${zone}" is not known`, {}, 'an IANA time zone, such as America/New_York');
  }
  if (formatters.size >= MAX_ZONES) formatters.clear();
  formatters.set(zone, made);
  return made;
}

/** Throws an InputProblem when `zone` is not an IANA time zone that this Node knows. */
export const requireZone = (zone: string): void => void formatterFor(zone);

function localFields(epochMs: EpochMs, zone: string): LocalFields {
  const field: Record<string, string> = {};
  for (const { type, value } of formatterFor(zone).formatToParts(epochMs)) field[type] = value;
  const n = (type: string): number => Number(field[type]);
  const wholeSecond = Math.floor(epochMs / 1000) * 1000;
  const asUtcMs = Date.UTC(n('year'), n('month') - 1, n('day'), n('hour'), n('minute'), n('second'));
  // Offsets are whole minutes since 1972 at the latest; local mean time before that is rounded.
  return { asUtcMs: asUtcMs + (epochMs - wholeSecond), offsetMinutes: Math.round((asUtcMs - wholeSecond) / MINUTE_MS) };
}

/** Minutes that the zone is ahead of UTC at an instant: -300 for New York in winter. */
export const offsetMinutes = (epochMs: EpochMs, zone: string): number => localFields(epochMs, zone).offsetMinutes;

const two = (n: number): string => String(n).padStart(2, '0');

/** An instant as ISO 8601 with the zone's own offset at that instant: `2026-03-03T07:59:00-05:00`. Milliseconds only when there are any. */
export function instantText(epochMs: EpochMs, zone: string): string {
  const ahead = offsetMinutes(epochMs, zone);
  const local = new Date(epochMs + ahead * MINUTE_MS).toISOString();
  const size = Math.abs(ahead);
  const offset = `${ahead < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
  return `${local.endsWith('.000Z') ? local.slice(0, -5) : local.slice(0, -1)}${offset}`;
}

/** The calendar date of an instant in a zone: `2026-03-03`. */
export const localDate = (epochMs: EpochMs, zone: string): string =>
  new Date(localFields(epochMs, zone).asUtcMs).toISOString().slice(0, 10);

/** The wall time of an instant in a zone, in hours with a fraction: 7.5 is half past seven. */
export const localHour = (epochMs: EpochMs, zone: string): number =>
  (((localFields(epochMs, zone).asUtcMs % DAY_MS) + DAY_MS) % DAY_MS) / HOUR_MS;

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const TIME = /^([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?$/;

/** Midnight UTC of a date that exists, else an InputProblem. */
function dateAsUtcMs(date: string): EpochMs {
  const ms = DATE.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== date) {
    throw new InputProblem(`"${date}" is not a date`, {}, 'a calendar date that exists, such as 2026-03-03');
  }
  return ms;
}

/** The date `days` later (or earlier, when negative). Throws an InputProblem on a date that does not exist. */
export const addDays = (date: string, days: number): string =>
  new Date(dateAsUtcMs(date) + days * DAY_MS).toISOString().slice(0, 10);

/** Days from one date to another, by the calendar. */
export const daysBetween = (from: string, to: string): number => (dateAsUtcMs(to) - dateAsUtcMs(from)) / DAY_MS;

/** 0 for Monday to 6 for Sunday. */
export const weekday = (date: string): number => (new Date(dateAsUtcMs(date)).getUTCDay() + 6) % 7;

/**
 * The instant at which a clock in `zone` shows `time` on `date`. Where a clock change leaves that
 * time out, the instant lies as much later as the clock jumped (02:30 becomes 03:30); where the time
 * comes twice, the first is meant. These are the rules of RFC 5545 and of Temporal's "compatible".
 */
export function atLocalTime(zone: string, date: string, time: string): EpochMs {
  const match = TIME.exec(time);
  if (match === null) throw new InputProblem(`"${time}" is not a time of day`, {}, 'HH:MM or HH:MM:SS, such as 07:30');
  const [, hour, minute, second] = match;
  const wall = dateAsUtcMs(date) + Number(hour) * HOUR_MS + Number(minute) * MINUTE_MS + Number(second ?? 0) * 1000;
  // The offsets in force a day before and a day after bracket any one clock change.
  const before = wall - offsetMinutes(wall - DAY_MS, zone) * MINUTE_MS;
  const after = wall - offsetMinutes(wall + DAY_MS, zone) * MINUTE_MS;
  const shows = (instant: EpochMs): boolean => instant + offsetMinutes(instant, zone) * MINUTE_MS === wall;
  if (shows(before)) return before;
  if (shows(after)) return after;
  return before;
}
