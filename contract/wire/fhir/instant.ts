import { isOffsetDateTime, type OffsetDateTime } from '../../domain/time.ts';
import { type Cursor, fail } from './cursor.ts';

const WITHOUT_OFFSET = /^\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?)?)?$/;

const daysIn = (year: number, month: number): number =>
  month === 2
    ? year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
      ? 29
      : 28
    : [4, 6, 9, 11].includes(month)
      ? 30
      : 31;

/** A time that names an instant. Without an offset, or only a date: `time-without-offset`; else not a time: `bad-value`. */
export const readInstant = (at: Cursor): OffsetDateTime => {
  const text = at.text();
  if (WITHOUT_OFFSET.test(text)) fail('time-without-offset', at.path, text);
  if (!isOffsetDateTime(text)) fail('bad-value', at.path, 'expected an instant with an offset');
  if (Number(text.slice(8, 10)) > daysIn(Number(text.slice(0, 4)), Number(text.slice(5, 7)))) {
    fail('bad-value', at.path, 'no such day');
  }
  return text;
};

export const readOptionalInstant = (at: Cursor): OffsetDateTime | undefined =>
  at.present ? readInstant(at) : undefined;

/** FHIR demands seconds: a time to the minute is written as that minute's first instant. */
export const fhirTime = (time: OffsetDateTime): string =>
  /T\d\d:\d\d(?:Z|[+-])/.test(time) ? `${time.slice(0, 16)}:00${time.slice(16)}` : time;
