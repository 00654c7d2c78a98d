import type { OffsetDateTime } from '../../domain/time.ts';
import { accept, refuse } from '../../refusal.ts';
import type { Outcome } from '../../refusal.ts';

const INSTANT = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?(Z|[+-]\d\d:\d\d)$/;
const DTM = /^(\d{4})(?:(\d\d)(?:(\d\d)(?:(\d\d)(?:(\d\d)(?:(\d\d)(?:\.(\d{1,4}))?)?)?)?)?)?([+-]\d{4})?$/;

/**
 * An instant as HL7 writes it, with as many digits as it was given: `20260303075900-0500`. `Z`
 * becomes `+0000`. Throws RangeError when a fraction has more than the four digits that HL7 v2
 * allows, because rounding would make it another instant.
 */
export const encodeTime = (instant: OffsetDateTime): string => {
  const match = INSTANT.exec(instant);
  if (match === null) throw new RangeError(`not an instant with an offset: ${instant}`);
  const [, year, month, day, hour, minute, second, fraction, offset = ''] = match;
  if (fraction !== undefined && fraction.length > 4) {
    throw new RangeError(`HL7 v2 has at most four digits behind the second: ${instant}`);
  }
  const seconds = second === undefined ? '' : fraction === undefined ? second : `${second}.${fraction}`;
  return `${year}${month}${day}${hour}${minute}${seconds}${offset === 'Z' ? '+0000' : offset.replace(':', '')}`;
};

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** Of the Gregorian calendar, which ISO 8601 takes for every year. */
const daysIn = (year: number, month: number): number =>
  month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : (DAYS[month - 1] ?? 0);

/** FHIR, by which it can be seen as well, has no year 0. */
const possible = (parts: { year: number; month: number; day: number; hour: number; minute: number; second: number }) =>
  parts.year >= 1 &&
  parts.month >= 1 &&
  parts.month <= 12 &&
  parts.day >= 1 &&
  parts.day <= daysIn(parts.year, parts.month) &&
  parts.hour <= 23 &&
  parts.minute <= 59 &&
  parts.second <= 60;

/** 14 hours at the most: the time can be seen by FHIR as well, which has no further ones. */
const possibleOffset = (offset: string): boolean => Number(offset.slice(1)) <= 1400 && Number(offset.slice(3)) <= 59;

/**
 * A DTM with its own offset as an instant; digits are kept as sent and `+0000` reads as `Z`.
 * Refusals: `time-without-offset` for a time without offset and for anything shorter than a minute's
 * precision without one; `bad-value` for what is no time or no minute at all. MSH-7's offset is
 * never borrowed: a gateway's zone is not the patient's.
 */
export const decodeTime = (text: string, at?: string): Outcome<OffsetDateTime> => {
  const match = DTM.exec(text);
  if (match === null) return refuse('bad-value', at, `not a time: ${text.slice(0, 40)}`);
  const [, year = '', month = '', day = '', hour, minute, second, fraction, offset] = match;
  const numbers = {
    year: Number(year),
    month: Number(month || '01'),
    day: Number(day || '01'),
    hour: Number(hour ?? '0'),
    minute: Number(minute ?? '0'),
    second: Number(second ?? '0'),
  };
  if (!possible(numbers)) return refuse('bad-value', at, `no such time: ${text}`);
  if (offset === undefined) return refuse('time-without-offset', at, `no offset: ${text}`);
  if (!possibleOffset(offset)) return refuse('bad-value', at, `no such offset: ${text}`);
  if (hour === undefined || minute === undefined) return refuse('bad-value', at, `not precise to the minute: ${text}`);
  const seconds = second === undefined ? '' : fraction === undefined ? `:${second}` : `:${second}.${fraction}`;
  const zone = offset === '+0000' ? 'Z' : `${offset.slice(0, 3)}:${offset.slice(3)}`;
  return accept(`${year}-${month}-${day}T${hour}:${minute}${seconds}${zone}`);
};
