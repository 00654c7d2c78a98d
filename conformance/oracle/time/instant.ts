import { floorDiv } from '../arithmetic/rational.ts';

/** Nanoseconds since 1970-01-01T00:00Z. A bigint, because nine decimals of a second do not fit a double. */
export type Instant = bigint;

export const SECOND = 1_000_000_000n;
export const MINUTE = 60n * SECOND;
export const HOUR = 60n * MINUTE;
export const DAY = 24n * HOUR;

/** How far apart two clocks may be before what they say of one moment is another (contract, Admission 5). */
export const APART = 5n * MINUTE;

const DAY_MS = 86_400_000;

/** An instant together with the wall clock of the place where it was written down. */
export interface LocalInstant {
  readonly at: Instant;
  readonly offsetMinutes: number;
  /** Days since 1970-01-01 on the local calendar: its local date. */
  readonly localDay: number;
}

const ZERO = 0x30;
const NINE = 0x39;
/** Where what follows the minutes begins: `2035-01-10T07:00`. */
const AFTER_MINUTES = 16;
const NANOSECOND_DIGITS = 9;
const NS_PER_MS = 1_000_000n;

/** The number that stands in [from, to); NaN: something else does. */
const digits = (text: string, from: number, to: number): number => {
  let value = 0;
  for (let i = from; i < to; i += 1) {
    const code = text.charCodeAt(i);
    if (!(code >= ZERO && code <= NINE)) return Number.NaN;
    value = value * 10 + (code - ZERO);
  }
  return value;
};

/** Minutes of `Z` or `±hh:mm` at the end of a text; NaN: something else is there. */
const offsetAt = (text: string, at: number): number => {
  const sign = text[at];
  if (sign === 'Z') return text.length === at + 1 ? 0 : Number.NaN;
  if ((sign !== '+' && sign !== '-') || text[at + 3] !== ':' || text.length !== at + 6) return Number.NaN;
  const size = digits(text, at + 1, at + 3) * 60 + digits(text, at + 4, at + 6);
  return sign === '-' ? -size : size;
};

/** Where the decimals of the seconds end that begin at `from`. */
const endOfDecimals = (text: string, from: number): number => {
  let to = from;
  while (to - from < NANOSECOND_DIGITS && digits(text, to, to + 1) >= 0) to += 1;
  return to;
};

/** Undefined for anything that is not an instant with an offset. Made anew: for what is remembered elsewhere. */
export const parseInstant = (text: string): LocalInstant | undefined => {
  if (text[4] !== '-' || text[7] !== '-' || text[10] !== 'T' || text[13] !== ':') return undefined;
  let end = AFTER_MINUTES;
  let second = 0;
  let nanoseconds = 0;
  if (text[end] === ':') {
    second = digits(text, end + 1, end + 3);
    end += 3;
    if (text[end] === '.') {
      const to = endOfDecimals(text, end + 1);
      if (to === end + 1) return undefined;
      nanoseconds = digits(text, end + 1, to) * 10 ** (NANOSECOND_DIGITS - (to - end - 1));
      end = to;
    }
  }
  const offsetMinutes = offsetAt(text, end);
  const localMs = Date.UTC(
    digits(text, 0, 4),
    digits(text, 5, 7) - 1,
    digits(text, 8, 10),
    digits(text, 11, 13),
    digits(text, 14, 16),
    second,
  );
  const ms = localMs - offsetMinutes * 60_000;
  if (Number.isNaN(ms)) return undefined;
  return {
    at: BigInt(ms) * NS_PER_MS + BigInt(nanoseconds),
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
