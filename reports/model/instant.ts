/** An instant for drawing and printing: epoch milliseconds and the offset it was written with, in minutes. */
export interface Instant {
  readonly ms: number;
  readonly offsetMin: number;
}

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** Years 1 to 9999: what a four-digit year can say with room for any offset. */
const EARLIEST_MS = Date.parse('0001-01-02T00:00:00Z');
const LATEST_MS = Date.parse('9999-12-30T00:00:00Z');

/** The instant of an ISO 8601 text with an offset; undefined where the text names none (it may be a stranger's). */
export function parseInstant(text: string | undefined): Instant | undefined {
  if (text === undefined) return undefined;
  const zone = /(?:Z|([+-])(\d\d):(\d\d))$/.exec(text);
  if (zone === null) return undefined;
  const leap = text.replace(/:60(?=[.Z+-])/, ':59');
  const ms = Date.parse(leap);
  if (Number.isNaN(ms) || ms < EARLIEST_MS || ms > LATEST_MS) return undefined;
  const minutes = Number(zone[2] ?? 0) * 60 + Number(zone[3] ?? 0);
  return { ms, offsetMin: zone[1] === '-' ? -minutes : minutes };
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const two = (n: number): string => String(n).padStart(2, '0');

/** Calendar fields of an instant, read at an offset. */
export function localFields(
  ms: number,
  offsetMin: number,
): { year: number; month: string; day: number; clock: string } {
  const d = new Date(ms + offsetMin * MINUTE_MS);
  return {
    year: d.getUTCFullYear(),
    month: MONTHS[d.getUTCMonth()] ?? '',
    day: d.getUTCDate(),
    clock: `${two(d.getUTCHours())}:${two(d.getUTCMinutes())}`,
  };
}

/** A tick of a drawing whose times are already local: `5 Mar` at midnight, else `07:59`. */
export const showTick = (local: Date): string => {
  const f = localFields(local.getTime(), 0);
  return f.clock === '00:00' ? `${f.day} ${f.month}` : f.clock;
};

/** `5 Mar 2035 07:59`, at an offset. */
export function showLocal(ms: number, offsetMin: number): string {
  const f = localFields(ms, offsetMin);
  return `${f.day} ${f.month} ${f.year} ${f.clock}`;
}

/** `UTC−05:00`. */
export function showOffset(offsetMin: number): string {
  const minutes = Math.abs(offsetMin);
  return offsetMin === 0
    ? 'UTC'
    : `UTC${offsetMin < 0 ? '−' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
