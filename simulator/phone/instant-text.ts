import { aheadText, dayText, timeText } from '../calendar.ts';
import { DAY_MS, MINUTE_MS, type EpochMs } from '../clock.ts';

/** An instant as ISO 8601 with an offset that is told: `2026-03-03T07:59:00-05:00`. Milliseconds only when there are any. */
export function offsetInstantText(epochMs: EpochMs, offsetMinutes: number): string {
  const local = epochMs + offsetMinutes * MINUTE_MS;
  const day = Math.floor(local / DAY_MS);
  return `${dayText(day)}T${timeText(local - day * DAY_MS)}${aheadText(offsetMinutes)}`;
}

/** `20260303T125900Z`, UTC to the second, without signs that identifiers do not like. */
export function basicUtcText(epochMs: EpochMs): string {
  const day = Math.floor(epochMs / DAY_MS);
  const [date, time] = [dayText(day), timeText(epochMs - day * DAY_MS)];
  const [year, month, dayOfMonth] = [date.slice(0, 4), date.slice(5, 7), date.slice(8, 10)];
  return `${year}${month}${dayOfMonth}T${time.slice(0, 2)}${time.slice(3, 5)}${time.slice(6, 8)}Z`;
}
