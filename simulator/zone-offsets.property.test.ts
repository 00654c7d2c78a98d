import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InputProblem } from '../contract/input-problem.ts';
import { offsetMsAt, requireZone } from './zone-offsets.ts';

/** The offset in Intl's own words, "GMT-03:30", which is another way through Intl than the one under test. */
const worded = new Map<string, Intl.DateTimeFormat>();
function saidByIntl(epochMs: number, zone: string): number {
  const formatter =
    worded.get(zone) ?? new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
  worded.set(zone, formatter);
  const text = formatter.formatToParts(epochMs).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const match = /^GMT(?:([+-])(\d{2}):(\d{2})(?::(\d{2}))?)?$/.exec(text);
  if (match === null) throw new Error(`Intl says "${text}"`);
  const [, sign, hours, minutes, seconds] = match;
  const size = Number(hours ?? 0) * 3_600_000 + Number(minutes ?? 0) * 60_000 + Number(seconds ?? 0) * 1000;
  return sign === '-' ? -size : size;
}

const anyZone = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));
/** Of zones that change often, oddly or by half an hour. */
const restless = [
  'America/New_York',
  'Africa/Casablanca',
  'Africa/Cairo',
  'Asia/Gaza',
  'Australia/Lord_Howe',
  'America/Catamarca',
  'Antarctica/Troll',
  'Pacific/Apia',
  'Europe/London',
  'Asia/Tehran',
];
const instant = (fromYear: number, toYear: number) =>
  fc.integer({ min: Date.UTC(fromYear, 0, 1) / 1000, max: Date.UTC(toYear, 0, 1) / 1000 }).map((s) => s * 1000);

describe('offsets of zones are those of Intl', () => {
  test('in any zone at any instant of 1972 to 2040', () => {
    fc.assert(
      fc.property(anyZone, instant(1972, 2040), (zone, at) => offsetMsAt(at, zone) === saidByIntl(at, zone)),
      { numRuns: 150 },
    );
  });

  test.each(restless)('%s, at 4,000 instants of twelve years', (zone) => {
    fc.assert(
      fc.property(instant(2008, 2020), (at) => offsetMsAt(at, zone) === saidByIntl(at, zone)),
      { numRuns: 4000 },
    );
  });

  test('before there were zones, to the second', () => {
    expect(offsetMsAt(Date.UTC(1880, 0, 1), 'America/New_York')).toBe(-(4 * 3600 + 56 * 60 + 2) * 1000);
    expect(offsetMsAt(Date.UTC(1971, 5, 1), 'Africa/Monrovia')).toBe(-(44 * 60 + 30) * 1000);
  });

  test.each<[string, string, number, number]>([
    ['America/New_York', '2026-03-08T07:00:00Z', -300, -240],
    ['America/New_York', '2026-11-01T06:00:00Z', -240, -300],
    ['Australia/Lord_Howe', '2026-04-04T15:00:00Z', 660, 630],
    ['Africa/Casablanca', '2026-02-15T02:00:00Z', 60, 0],
    ['Pacific/Apia', '2011-12-30T10:00:00Z', -600, 840],
    ['Asia/Pyongyang', '2018-05-04T15:00:00Z', 510, 540],
  ])('%s changes at %s exactly', (zone, change, before, after) => {
    const at = Date.parse(change);
    expect(offsetMsAt(at - 1, zone) / 60_000).toBe(before);
    expect(offsetMsAt(at, zone) / 60_000).toBe(after);
  });

  test('the order of the questions changes no answer, and years are forgotten when there are too many', () => {
    const zone = 'Europe/London';
    const summers = (from: number) => Array.from({ length: 260 }, (_, i) => offsetMsAt(Date.UTC(from + i, 6, 1), zone));
    const first = summers(1990);
    expect(summers(1990)).toEqual(first);
    expect(new Set(first)).toEqual(new Set([3_600_000]));
    expect(offsetMsAt(Date.UTC(1995, 0, 1), zone)).toBe(0);
  });

  test('years that are far away are asked of Intl', () => {
    expect(offsetMsAt(Date.UTC(9999, 5, 1), 'Asia/Kolkata')).toBe(330 * 60_000);
  });
});

describe('zones that do not exist', () => {
  test.each(['Mars/Olympus', '', '+25:00'])('"%s" is refused in words', (zone) => {
    expect(() => requireZone(zone)).toThrow(InputProblem);
    expect(() => offsetMsAt(0, zone)).toThrow(/not known/);
  });

  test('one that is refused does not stay in the way of one that exists', () => {
    expect(() => requireZone('Nowhere')).toThrow(InputProblem);
    expect(offsetMsAt(0, 'Asia/Tokyo')).toBe(9 * 3_600_000);
  });
});
