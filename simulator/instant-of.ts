import { isOffsetDateTime } from '../contract/domain/index.ts';
import type { EpochMs } from './clock.ts';

/**
 * The instant that a text with an offset names; undefined where it names none: a day that the calendar does not have, which
 * `Date.parse` moves into the next month, or a leap second, which no clock here counts.
 */
export function instantOf(text: string): EpochMs | undefined {
  if (!isOffsetDateTime(text)) return undefined;
  const date = text.slice(0, 10);
  const isDay = new Date(Date.parse(`${date}T00:00:00Z`)).toISOString().startsWith(date);
  const ms = Date.parse(text);
  return isDay && !Number.isNaN(ms) ? ms : undefined;
}
