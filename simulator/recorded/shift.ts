import { addDays, atLocalTime, daysBetween, localDate, type EpochMs } from '../clock.ts';

/** Wall time of a recording, without a zone. */
export interface LocalTime {
  /** `1991-04-21` */
  readonly date: string;
  /** `09:08` or `09:08:15` */
  readonly time: string;
}

const DAYS_PER_WEEK = 7;
const earlier = (a: LocalTime, b: LocalTime): boolean => `${a.date}T${a.time}` < `${b.date}T${b.time}`;

/**
 * Days to add so that the earliest of `times` falls at or after `shiftToMs`: as few whole weeks as do,
 * in either direction, so that weekdays and clock times stay as recorded. 0 without times.
 */
export function wholeWeeksTo(times: Iterable<LocalTime>, shiftToMs: EpochMs, zone: string): number {
  let first: LocalTime | undefined;
  for (const time of times) if (first === undefined || earlier(time, first)) first = time;
  if (first === undefined) return 0;
  const days = daysBetween(first.date, localDate(shiftToMs, zone));
  const weeks = Math.ceil(days / DAYS_PER_WEEK);
  const falls = atLocalTime(zone, addDays(first.date, weeks * DAYS_PER_WEEK), first.time);
  return (falls >= shiftToMs ? weeks : weeks + 1) * DAYS_PER_WEEK;
}
