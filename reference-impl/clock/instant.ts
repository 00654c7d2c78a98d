const PARTS = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z|[+-]\d\d:\d\d)$/;
const DAY_MS = 86_400_000;

/** An instant with the offset it was written with. */
export interface Moment {
  /** Milliseconds since the epoch; a finer fraction is cut off. */
  readonly ms: number;
  readonly offsetMinutes: number;
}

const offsetOf = (zone: string): number =>
  zone === 'Z' ? 0 : (zone.startsWith('-') ? -1 : 1) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6)));

/** Times of orders are read with every reading. Past this many all are read anew. */
const MOST_KNOWN = 10_000;
const known = new Map<string, Moment>();

/** Reads an ISO 8601 instant with offset; undefined when it is none or names a day that does not exist. */
export const momentOf = (text: string): Moment | undefined => {
  const before = known.get(text);
  if (before !== undefined) return before;
  const moment = read(text);
  if (moment === undefined) return undefined;
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(text, moment);
  return moment;
};

const read = (text: string): Moment | undefined => {
  const parts = PARTS.exec(text);
  if (parts === null) return undefined;
  const [, year, month, day, hour, minute, second = '0', fraction = '', zone = 'Z'] = parts;
  const offsetMinutes = offsetOf(zone);
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  if (date.getUTCDate() !== Number(day) || date.getUTCMonth() !== Number(month) - 1) return undefined;
  const inDay = ((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * 1000;
  const ms = date.getTime() + inDay + Number(fraction.slice(0, 3).padEnd(3, '0')) - offsetMinutes * 60_000;
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

/** Of one instant there are several texts in all that is written with a reading. */
let last = { ms: 0, text: '1970-01-01T00:00:00.000Z' };

/** UTC with milliseconds. */
export const isoOf = (ms: number): string => {
  if (ms !== last.ms) last = { ms, text: new Date(ms).toISOString() };
  return last.text;
};
