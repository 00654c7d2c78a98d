import { JsonNumber, type Json } from '../../contract/wire/json/lossless.ts';
import { atLocalTime, offsetMinutes, type EpochMs } from '../clock.ts';
import { offsetMinutesOf } from '../phone/offset-of-text.ts';

/** What a record says of its time. */
export interface ToldTime {
  /** Milliseconds since 1970. */
  readonly date: Json | undefined;
  /** `dateString` or `created_at`: ISO 8601, with an offset or without. */
  readonly text: Json | undefined;
  /** Minutes ahead of UTC. */
  readonly utcOffset: Json | undefined;
}

/** Before there were such files, and after any of us: seconds in place of milliseconds fall out. */
const EARLIEST_MS = Date.UTC(1990, 0, 1);
const LATEST_MS = Date.UTC(2200, 0, 1);
const MOST_MINUTES = 14 * 60;
const ISO = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2})?)(?:\.\d{1,9})?(Z|[+-]\d{2}:?\d{2})?$/;

const wholeNumber = (value: Json | undefined): number | undefined => {
  const number = value instanceof JsonNumber ? Number(value.text) : Number.NaN;
  return Number.isFinite(number) ? Math.floor(number) : undefined;
};

/** The instant of a text; one without an offset is local time of the zone. */
function textTime(text: string, zone: string): { ms: EpochMs; offset: number | undefined } | undefined {
  const [, date, time, offset] = ISO.exec(text) ?? [];
  if (date === undefined || time === undefined) return undefined;
  try {
    // Asks whether day and time exist, which Date.parse would put right in silence.
    const local = atLocalTime(zone, date, time);
    if (offset === undefined) return { ms: local, offset: undefined };
    const proper = offset === 'Z' ? 'Z' : `${offset.slice(0, 3)}:${offset.slice(-2)}`;
    return { ms: Date.parse(`${date}T${time}${proper}`), offset: offsetMinutesOf(proper) };
  } catch {
    return undefined;
  }
}

/**
 * The instant, which `date` tells before the text does, and the offset of the place: `utcOffset`, else the text's, else the
 * zone's at that instant. A text where there is none, for a person.
 */
export function nightscoutTime(told: ToldTime, zone: string): { ms: EpochMs; offsetMinutes: number } | string {
  const text = typeof told.text === 'string' ? textTime(told.text.trim(), zone) : undefined;
  const ms = wholeNumber(told.date) ?? text?.ms;
  if (ms === undefined || Number.isNaN(ms)) {
    const shown = [told.date, told.text].map((value) => (value === undefined ? '(absent)' : JSON.stringify(value)));
    return `neither date ${shown[0]?.slice(0, 60)} nor dateString ${shown[1]?.slice(0, 60)} is a time`;
  }
  if (ms < EARLIEST_MS || ms >= LATEST_MS) return `date ${ms} is not a time in milliseconds since 1970`;
  const said = wholeNumber(told.utcOffset);
  if (said !== undefined && Math.abs(said) > MOST_MINUTES) return `utcOffset ${said} is not minutes ahead of UTC`;
  const whole = Math.floor(ms / 1000) * 1000;
  const minutes = said ?? text?.offset ?? offsetMinutes(whole, zone);
  return { ms: whole, offsetMinutes: minutes };
}
