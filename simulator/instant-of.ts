import { isOffsetDateTime } from '../contract/domain/index.ts';
import type { EpochMs } from './clock.ts';

const FIRST_MS = Date.parse('0001-01-01T00:00:00Z');
const END_MS = Date.parse('+010000-01-01T00:00:00Z');

/**
 * The instant that a text with an offset names; undefined where it names none: a day that the calendar does not have, which
 * `Date.parse` moves into the next month, a leap second, which no clock here counts, or an instant whose year has no four digits from
 * 0001 on in UTC, or as it is told: no format can write it.
 */
export function instantOf(text: string): EpochMs | undefined {
  if (!isOffsetDateTime(text)) return undefined;
  const date = text.slice(0, 10);
  const isDay = new Date(Date.parse(`${date}T00:00:00Z`)).toISOString().startsWith(date);
  const ms = Date.parse(text);
  return isDay && !date.startsWith('0000') && ms >= FIRST_MS && ms < END_MS ? ms : undefined;
}
