import { isOffsetDateTime } from '../../contract/domain/index.ts';
import { InputProblem } from '../../contract/input-problem.ts';
import { atLocalTime, instantText, requireZone } from '../clock.ts';
import { instantOf } from '../instant-of.ts';

/** Reads a time as a file writes it: an instant with an offset, or undefined where it is none. */
export type ReadTime = (text: string) => string | undefined;

/** Longer ones first, so that `dd` is not two `d`. */
const TOKENS: Readonly<Record<string, string>> = {
  yyyy: '(?<year>\\d{4})',
  MM: '(?<month>\\d{2})',
  dd: '(?<day>\\d{2})',
  HH: '(?<hour>\\d{2})',
  hh: '(?<hour>\\d{2})',
  mm: '(?<minute>\\d{2})',
  ss: '(?<second>\\d{2})',
  M: '(?<month>\\d{1,2})',
  d: '(?<day>\\d{1,2})',
  H: '(?<hour>\\d{1,2})',
  h: '(?<hour>\\d{1,2})',
  a: '(?<half>[AaPp][Mm])',
};
const TOKEN = /yyyy|MM|dd|HH|hh|mm|ss|M|d|H|h|a/g;
const ISO_LOCAL =
  /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})[T ](?<hour>\d{2}):(?<minute>\d{2})(?::(?<second>\d{2}))?$/;
const EXPECTED = 'iso, or a pattern such as dd.MM.yyyy HH:mm with each of year, month, day, hour and minute once';

const escaped = (text: string): string => text.replace(/[^A-Za-z0-9]/g, '\\$&');

function patternOf(pattern: string): RegExp {
  let source = '';
  let from = 0;
  for (const match of pattern.matchAll(TOKEN)) {
    source += escaped(pattern.slice(from, match.index)) + (TOKENS[match[0]] ?? '');
    from = match.index + match[0].length;
  }
  source += escaped(pattern.slice(from));
  const names = [...source.matchAll(/\(\?<(\w+)>/g)].map(([, name]) => name ?? '');
  const isWhole = ['year', 'month', 'day', 'hour', 'minute'].every((name) => names.includes(name));
  if (
    !isWhole ||
    new Set(names).size !== names.length ||
    /h/.test(pattern.replace(/HH?/g, '')) !== names.includes('half')
  ) {
    throw new InputProblem(`the time pattern is "${pattern}"`, { path: 'time' }, EXPECTED);
  }
  return new RegExp(`^${source}$`);
}

const NOON = 12;
/** Hours by a clock of 24, of one with two halves where there are halves. */
function hours(hour: number, half: string | undefined): number {
  if (half === undefined) return hour;
  if (hour < 1 || hour > NOON) return Number.NaN;
  return (hour % NOON) + (half.toLowerCase() === 'pm' ? NOON : 0);
}
const two = (n: number): string => String(n).padStart(2, '0');

/**
 * How a file writes times. With `iso` an offset in the text counts before the zone. A time that a clock change leaves out or brings twice is
 * taken as `atLocalTime` takes it. Throws an InputProblem on a pattern without all its parts, an unknown zone, or none where one is needed.
 */
export function timeReader(format: string, zone: string | undefined): ReadTime {
  if (zone !== undefined) requireZone(zone);
  if (format !== 'iso' && zone === undefined) {
    throw new InputProblem('the mapping has no zone', { path: 'zone' }, 'the zone of the times, such as Europe/Vienna');
  }
  const pattern = format === 'iso' ? ISO_LOCAL : patternOf(format);
  return (text) => {
    if (format === 'iso' && isOffsetDateTime(text)) return instantOf(text) === undefined ? undefined : text;
    const parts = pattern.exec(text)?.groups;
    if (parts === undefined || zone === undefined) return undefined;
    const number = (name: string): number => Number(parts[name] ?? 0);
    const date = `${parts['year']}-${two(number('month'))}-${two(number('day'))}`;
    const time = `${two(hours(number('hour'), parts['half']))}:${two(number('minute'))}:${two(number('second'))}`;
    try {
      const instant = instantText(atLocalTime(zone, date, time), zone);
      return instantOf(instant) === undefined ? undefined : instant;
    } catch {
      // A day or a time that does not exist.
      return undefined;
    }
  };
}
