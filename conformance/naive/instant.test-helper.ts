import type { Duration } from '../../contract/domain/index.ts';

/** An instant: nanoseconds since 1970, UTC. A length of time: nanoseconds. */
export type Instant = bigint;

export const SECOND = 1_000_000_000n;
export const MINUTE = 60n * SECOND;
export const HOUR = 60n * MINUTE;
export const DAY = 24n * HOUR;

const UNIT: Readonly<Record<Duration['unit'], bigint>> = { min: MINUTE, h: HOUR, d: DAY, wk: 7n * DAY };

/** Exact time, also for days: a day is 24 hours. Only change windows know local dates. */
export const lengthOf = (d: Duration): bigint => BigInt(d.value) * UNIT[d.unit];

const TEXT = /^(\d{4}-\d\d-\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z|([+-])(\d\d):(\d\d))$/;

interface Read {
  readonly instant: Instant;
  /** Days since 1970 on the calendar of the place. */
  readonly day: bigint;
}

const known = new Map<string, Read>();

const read = (text: string): Read => {
  const before = known.get(text);
  if (before !== undefined) return before;
  const part = TEXT.exec(text);
  if (part === null) throw new Error(`not an instant with an offset: ${text}`);
  const [, date, hour, minute, second = '0', fraction = '', , sign, offsetHour = '0', offsetMinute = '0'] = part;
  const day = BigInt(Date.parse(`${date}T00:00:00Z`)) / 86_400_000n;
  const clock = BigInt(hour ?? 0) * HOUR + BigInt(minute ?? 0) * MINUTE + BigInt(second) * SECOND;
  const offset = (BigInt(offsetHour) * HOUR + BigInt(offsetMinute) * MINUTE) * (sign === '-' ? -1n : 1n);
  const instant = day * DAY + clock + BigInt(fraction.padEnd(9, '0')) - offset;
  const result = { instant, day };
  known.set(text, result);
  return result;
};

export const instantOf = (text: string): Instant => read(text).instant;
export const localDayOf = (text: string): bigint => read(text).day;

/** UTC with milliseconds, as slots and histories write it. */
export const isoOf = (at: Instant): string => new Date(Number(at / 1_000_000n)).toISOString();
