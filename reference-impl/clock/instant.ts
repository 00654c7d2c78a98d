const PARTS = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z|[+-]\d\d:\d\d)$/;
const DAY_MS = 86_400_000;

/** So much may the clock of one of several processes that share a database be behind that of another; more is a clock that was set. */
export const BEHIND_MS = 5 * 60_000;

/** An instant with the offset it was written with. */
export interface Moment {
  /** Milliseconds since the epoch; a finer fraction is cut off. */
  readonly ms: number;
  readonly offsetMinutes: number;
}

const offsetOf = (zone: string): number =>
  zone === 'Z' ? 0 : (zone.startsWith('-') ? -1 : 1) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6)));

/** Most of what comes is of few days. */
let lastDay: { readonly text: string; readonly ms: number | undefined } = { text: '', ms: undefined };

/** Begin of a day, `YYYY-MM-DD`, in UTC; undefined where there is no such day. */
const dayMsOf = (text: string): number | undefined => {
  if (text === lastDay.text) return lastDay.ms;
  const [year, month, day] = [Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8))];
  const date = new Date(Date.UTC(year, month - 1, day));
  date.setUTCFullYear(year, month - 1, day);
  const isOne = date.getUTCDate() === day && date.getUTCMonth() === month - 1;
  lastDay = { text, ms: isOne ? date.getTime() : undefined };
  return lastDay.ms;
};

/** Times of orders are read with every reading. Past this many all are read anew. */
const MOST_KNOWN = 10_000;
const known = new Map<string, Moment>();
/** The same time is asked for several times in a row. */
let latest: { readonly text: string; readonly moment: Moment } | undefined;

/** Reads an ISO 8601 instant with offset; undefined when it is none or names a day that does not exist. */
export const momentOf = (text: string): Moment | undefined => {
  if (latest?.text === text) return latest.moment;
  let moment = known.get(text);
  if (moment === undefined) {
    moment = read(text);
    if (moment === undefined) return undefined;
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(text, moment);
  }
  latest = { text, moment };
  return moment;
};

const read = (text: string): Moment | undefined => {
  const parts = PARTS.exec(text);
  if (parts === null) return undefined;
  const [, year, month, day, hour, minute, second = '0', fraction = '', zone = 'Z'] = parts;
  const offsetMinutes = offsetOf(zone);
  const dayMs = dayMsOf(`${year}-${month}-${day}`);
  if (dayMs === undefined) return undefined;
  const inDay = ((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * 1000;
  const ms = dayMs + inDay + Number(fraction.slice(0, 3).padEnd(3, '0')) - offsetMinutes * 60_000;
  return { ms, offsetMinutes };
};

/** As `momentOf`, for text that was checked before. Throws on anything else. */
export const mustMoment = (text: string): Moment => {
  const moment = momentOf(text);
  if (moment === undefined) throw new TypeError('not an instant');
  return moment;
};

export const msOf = (text: string): number => mustMoment(text).ms;

/** Number of the local day, from 1970-01-01, by the moment's own offset. */
export const localDayOf = (moment: Moment): number => Math.floor((moment.ms + moment.offsetMinutes * 60_000) / DAY_MS);

/** Of one second there are many texts in all that is written with readings, `2026-03-03T12:00:00`; stamps and clocks go by several. */
interface Second {
  readonly number: number;
  readonly text: string;
}
const SECONDS = 16;
const seconds: Second[] = Array.from({ length: SECONDS }, () => ({ number: Number.NaN, text: '' }));

const secondText = (number: number): string => {
  const at = number & (SECONDS - 1);
  const before = seconds[at];
  if (before?.number === number) return before.text;
  const text = new Date(number * 1000).toISOString().slice(0, -5);
  seconds[at] = { number, text };
  return text;
};

/** UTC with milliseconds. Throws RangeError for what is none. */
export const isoOf = (ms: number): string => {
  if (!Number.isInteger(ms)) return new Date(ms).toISOString();
  const second = Math.floor(ms / 1000);
  const rest = ms - second * 1000;
  return `${secondText(second)}.${rest < 10 ? '00' : rest < 100 ? '0' : ''}${rest}Z`;
};
