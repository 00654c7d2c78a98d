import { InputProblem } from '../contract/input-problem.ts';

const SECOND_MS = 1000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** A stretch of one UTC year in which a zone keeps its offset. */
interface Stretch {
  readonly fromMs: number;
  readonly toMs: number;
  readonly offsetMs: number;
}

const NEVER: Stretch = { fromMs: 0, toMs: 0, offsetMs: 0 };

interface Zone {
  readonly name: string;
  readonly formatter: Intl.DateTimeFormat;
  readonly years: Map<number, readonly Stretch[]>;
  /** The stretch that was asked for last: the next question is nearly always in it. */
  last: Stretch;
}

const zones = new Map<string, Zone>();
/** A program names few zones; the bound only stops hostile input from filling memory. */
const MAX_ZONES = 1000;
/** Years known of one zone: simulated lives and recordings span tens. */
const MAX_YEARS = 200;
/** Outside these the calendar of Intl is asked each time. */
const FIRST_YEAR = 1000;
const LAST_YEAR = 9998;

let latest: Zone | undefined;

function zoneNamed(name: string): Zone {
  if (latest?.name === name) return latest;
  latest = zones.get(name) ?? newZone(name);
  return latest;
}

function newZone(name: string): Zone {
  let formatter: Intl.DateTimeFormat;
  try {
    formatter = new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
  } catch {
    throw new InputProblem(`the time zone "${name}" is not known`, {}, 'an IANA time zone, such as America/New_York');
  }
  if (zones.size >= MAX_ZONES) zones.clear();
  const made: Zone = { name, formatter, years: new Map(), last: NEVER };
  zones.set(name, made);
  return made;
}

/** Throws an InputProblem when `zone` is not an IANA time zone that this Node knows. */
export const requireZone = (zone: string): void => void zoneNamed(zone);

/** What Intl says, in whole seconds, which takes microseconds. */
function askedOffsetMs(epochMs: number, { formatter }: Zone): number {
  const field: Record<string, string> = {};
  for (const { type, value } of formatter.formatToParts(epochMs)) field[type] = value;
  const n = (type: string): number => Number(field[type]);
  const wall = Date.UTC(n('year'), n('month') - 1, n('day'), n('hour'), n('minute'), n('second'));
  return wall - Math.floor(epochMs / SECOND_MS) * SECOND_MS;
}

/** The second at which the offset changes: `from` has the old one, `to` another. */
function changeBetween(from: number, to: number, oldOffsetMs: number, zone: Zone): number {
  let [low, high] = [from / SECOND_MS, to / SECOND_MS];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (askedOffsetMs(middle * SECOND_MS, zone) === oldOffsetMs) low = middle;
    else high = middle;
  }
  return high * SECOND_MS;
}

/** A zone's year: each day is looked at, and where two differ the change is found by halving. */
function stretchesOf(year: number, zone: Zone): readonly Stretch[] {
  const end = Date.UTC(year + 1, 0, 1);
  const found: Stretch[] = [];
  let fromMs = Date.UTC(year, 0, 1);
  let offsetMs = askedOffsetMs(fromMs, zone);
  for (let dayMs = fromMs + DAY_MS; dayMs <= end; dayMs += DAY_MS) {
    const here = askedOffsetMs(dayMs, zone);
    if (here === offsetMs) continue;
    const changeMs = changeBetween(dayMs - DAY_MS, dayMs, offsetMs, zone);
    found.push({ fromMs, toMs: changeMs, offsetMs });
    fromMs = changeMs;
    offsetMs = here;
  }
  found.push({ fromMs, toMs: end, offsetMs });
  return found;
}

/**
 * How far a zone is ahead of UTC at an instant, in milliseconds, as Intl has it (whole seconds; whole
 * minutes since 1972). Changes are looked up once for each zone and year. No zone has changed twice
 * within a day.
 */
export function offsetMsAt(epochMs: number, name: string): number {
  const zone = zoneNamed(name);
  const { last } = zone;
  if (epochMs >= last.fromMs && epochMs < last.toMs) return last.offsetMs;
  const year = new Date(epochMs).getUTCFullYear();
  if (!(year >= FIRST_YEAR && year <= LAST_YEAR)) return askedOffsetMs(epochMs, zone);
  let stretches = zone.years.get(year);
  if (stretches === undefined) {
    if (zone.years.size >= MAX_YEARS) zone.years.clear();
    stretches = stretchesOf(year, zone);
    zone.years.set(year, stretches);
  }
  for (const stretch of stretches) {
    if (epochMs >= stretch.fromMs && epochMs < stretch.toMs) {
      zone.last = stretch;
      return stretch.offsetMs;
    }
  }
  return askedOffsetMs(epochMs, zone);
}
