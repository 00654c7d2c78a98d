import { addDays, atLocalTime, DAY_MS, MINUTE_MS, type EpochMs } from '../clock.ts';

/** One local date: when it begins and how long it is. A clock change makes it 23 or 25 hours. */
export interface LocalDay {
  readonly date: string;
  readonly startMs: EpochMs;
  readonly minutes: number;
  /** Minutes since the day began at which the wall clock shows so many minutes after midnight. */
  elapsedAt(wallMinute: number): number;
}

const two = (n: number): string => String(n).padStart(2, '0');
const same = (wallMinute: number): number => wallMinute;

/** Days after each other from a date on: one look-up in the zone a day, and one a time on days with a clock change. */
export function* localDays(zone: string, firstDate: string): Generator<LocalDay> {
  let next = firstDate;
  let nextMs = atLocalTime(zone, next, '00:00');
  for (;;) {
    const date = next;
    const startMs = nextMs;
    next = addDays(date, 1);
    nextMs = atLocalTime(zone, next, '00:00');
    const elapsedAt = (wallMinute: number): number =>
      (atLocalTime(zone, date, `${two(Math.floor(wallMinute / 60))}:${two(wallMinute % 60)}`) - startMs) / MINUTE_MS;
    const minutes = (nextMs - startMs) / MINUTE_MS;
    yield { date, startMs, minutes, elapsedAt: nextMs - startMs === DAY_MS ? same : elapsedAt };
  }
}
