import { InputProblem } from '../contract/input-problem.ts';

const DAY_MS = 86_400_000;

/** Days since 1970-01-01 by the calendar, without any zone. */
export type DayNumber = number;

/** Day texts that were made last, by the low bits of the day: a cohort lives through the same days again and again. */
const KNOWN = 4096;
const knownDays = new Float64Array(KNOWN).fill(Number.NaN);
const knownTexts: string[] = Array.from({ length: KNOWN }, () => '');

/** `2026-03-03` of a day. */
export function dayText(day: DayNumber): string {
  const slot = day & (KNOWN - 1);
  if (knownDays[slot] === day) return knownTexts[slot] ?? '';
  const text = new Date(day * DAY_MS).toISOString().slice(0, 10);
  knownDays[slot] = day;
  knownTexts[slot] = text;
  return text;
}

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
/** Days that were read last, by their text. */
const read = new Map<string, DayNumber>();
const MAX_READ = 4096;

/** The day of a date that exists, else an InputProblem. */
export function dayOf(date: string): DayNumber {
  const known = read.get(date);
  if (known !== undefined) return known;
  const ms = DATE.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== date) {
    throw new InputProblem(`"${date}" is not a date`, {}, 'a calendar date that exists, such as 2026-03-03');
  }
  if (read.size >= MAX_READ) read.clear();
  read.set(date, ms / DAY_MS);
  return ms / DAY_MS;
}

/** 0 for Monday to 6 for Sunday. 1970-01-01 was a Thursday. */
export const weekdayOf = (day: DayNumber): number => (((day + 3) % 7) + 7) % 7;

const two: readonly string[] = Array.from({ length: 100 }, (_, n) => String(n).padStart(2, '0'));
const clockFace = (minutes: number): string => `${two[Math.floor(minutes / 60)] ?? ''}:${two[minutes % 60] ?? ''}`;
/** `07:59` of each minute of a day. */
const minuteTexts: readonly string[] = Array.from({ length: 1440 }, (_, minute) => clockFace(minute));

/** `07:59:00`, or `07:59:00.250` when there are milliseconds, of the milliseconds since midnight. */
export function timeText(msOfDay: number): string {
  const minute = Math.floor(msOfDay / 60_000);
  const rest = msOfDay - minute * 60_000;
  const second = Math.floor(rest / 1000);
  const ms = rest - second * 1000;
  const text = `${minuteTexts[minute] ?? ''}:${two[second] ?? ''}`;
  return ms === 0 ? text : `${text}.${String(ms).padStart(3, '0')}`;
}

/** `+05:30` of the minutes that a zone is ahead of UTC. */
export const aheadText = (ahead: number): string => `${ahead < 0 ? '-' : '+'}${minuteTexts[Math.abs(ahead)] ?? ''}`;
