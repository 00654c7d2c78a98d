import { floorDiv } from '../arithmetic/rational.ts';

/** Nanoseconds since 1970-01-01T00:00Z. A bigint, because nine decimals of a second do not fit a double. */
export type Instant = bigint;

export const SECOND = 1_000_000_000n;
export const MINUTE = 60n * SECOND;
export const HOUR = 60n * MINUTE;
export const DAY = 24n * HOUR;

const TEXT = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(?:Z|[+-]\d\d:\d\d)$/;

const DAY_MS = 86_400_000;

/** An instant together with the wall clock of the place where it was written down. */
export interface LocalInstant {
  readonly at: Instant;
  readonly offsetMinutes: number;
  /** Days since 1970-01-01 on the local calendar: its local date. */
  readonly localDay: number;
}

/** Of a text that ends in `Z` or `±hh:mm`. */
const offsetOf = (text: string): number => {
  if (text.endsWith('Z')) return 0;
  const size = Number(text.slice(-5, -3)) * 60 + Number(text.slice(-2));
  return text.at(-6) === '-' ? -size : size;
};

/** Undefined for anything that is not an instant with an offset. Made anew: for what is remembered elsewhere. */
export const parseInstant = (text: string): LocalInstant | undefined => {
  const match = TEXT.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second = 0, fraction = ''] = match;
  const offsetMinutes = offsetOf(text);
  const localMs = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
  const whole = BigInt(localMs - offsetMinutes * 60_000) * 1_000_000n;
  return {
    at: fraction === '' ? whole : whole + BigInt(fraction.padEnd(9, '0')),
    offsetMinutes,
    localDay: Math.floor(localMs / DAY_MS),
  };
};

/** Texts repeat a great deal in a history; the memo is bounded so that a long one stays small. */
const MEMO_LIMIT = 100_000;
const memo = new Map<string, LocalInstant>();
/** The last text asked about: one reading's time is asked for again and again. */
let last: { readonly text: string; readonly is: LocalInstant } = {
  text: '1970-01-01T00:00Z',
  is: { at: 0n, offsetMinutes: 0, localDay: 0 },
};

/** Undefined for anything that is not an instant with an offset. */
export const tryLocalInstant = (text: string): LocalInstant | undefined => {
  if (last.text === text) return last.is;
  const known = memo.get(text);
  if (known !== undefined) {
    last = { text, is: known };
    return known;
  }
  const parsed = parseInstant(text);
  if (parsed === undefined) return undefined;
  if (memo.size >= MEMO_LIMIT) memo.clear();
  memo.set(text, parsed);
  return parsed;
};

/** For texts that the domain schema has let through. Throws RangeError otherwise. */
export const localInstant = (text: string): LocalInstant => {
  const parsed = tryLocalInstant(text);
  if (parsed === undefined) throw new RangeError(`not an instant with an offset: ${text}`);
  return parsed;
};

export const instant = (text: string): Instant => localInstant(text).at;

/** Same moment, however written; false when either is no instant. */
export const sameInstant = (a: string, b: string): boolean => {
  const left = tryLocalInstant(a);
  const right = tryLocalInstant(b);
  return left !== undefined && right !== undefined && left.at === right.at;
};

/** UTC with milliseconds, for explanations. */
export const showInstant = (at: Instant): string => new Date(Number(floorDiv(at, 1_000_000n))).toISOString();
