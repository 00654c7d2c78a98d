import { type Instant, localInstant, MINUTE, SECOND } from './instant.ts';
import type { Span } from './span.ts';

const WRITTEN = /^(.+T\d\d:\d\d)(:\d\d)?(\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

const NS_PER_MS = 1_000_000n;

const two = (n: number): string => String(n).padStart(2, '0');

interface LocalText {
  readonly day: string;
  readonly time: string;
  readonly offset: string;
}

const offsetText = (minutes: number): string => {
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
};

/** Seconds, and milliseconds, only where there are some: `09:00`, `09:00:01`, `09:00:01.250`. */
const timeOf = (date: Date): string => {
  const [seconds, ms] = [date.getUTCSeconds(), date.getUTCMilliseconds()];
  const fraction = ms === 0 ? '' : `.${String(ms).padStart(3, '0')}`;
  const rest = seconds === 0 && ms === 0 ? '' : `:${two(seconds)}${fraction}`;
  return `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}${rest}`;
};

const partsOf = (at: Instant, offsetMinutes: number): LocalText => {
  const date = new Date(Number((at + BigInt(offsetMinutes) * MINUTE) / NS_PER_MS));
  return {
    day: `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()] ?? '?'} ${date.getUTCFullYear()}`,
    time: timeOf(date),
    offset: offsetText(offsetMinutes),
  };
};

/** An instant as the wall clock of a place shows it: `2 March 2035 09:00 -05:00`. Milliseconds at the finest. */
export const showLocal = (at: Instant, offsetMinutes: number): string => {
  const { day, time, offset } = partsOf(at, offsetMinutes);
  return `${day} ${time} ${offset}`;
};

/** What is known of an instant, to the second outwards: one text, or `2 March 2035 08:59:59 to 09:00:01 -05:00`. */
export const showSpan = ({ low, high }: Span, offsetMinutes: number): string => {
  if (low === high) return showLocal(low, offsetMinutes);
  const up = high % SECOND === 0n ? high : high + (SECOND - (high % SECOND));
  const from = partsOf(low - (low % SECOND), offsetMinutes);
  const to = partsOf(up, offsetMinutes);
  return from.day === to.day
    ? `${from.day} ${from.time} to ${to.time} ${to.offset}`
    : `${from.day} ${from.time} to ${to.day} ${to.time} ${to.offset}`;
};

/** A text of the domain in the same words, by its own offset. */
export const showWritten = (text: string): string => {
  const { at, offsetMinutes } = localInstant(text);
  return showLocal(at, offsetMinutes);
};

/** Local date and time of a text of the domain without its offset, seconds only where there are some: `2035-03-03T07:59`. */
export const localPart = (text: string): string => {
  const match = WRITTEN.exec(text);
  if (match === null) return text;
  const [, minutes = '', seconds = ':00', fraction = ''] = match;
  const part = /[1-9]/.test(fraction) ? fraction : '';
  return seconds === ':00' && part === '' ? minutes : `${minutes}${seconds}${part}`;
};
