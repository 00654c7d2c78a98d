import { expect, test } from 'vitest';
import { DAY_MS, MINUTE_MS } from '../../clock.ts';
import { recordsAfter, runsOf } from '../frequency.test-helper.ts';
import { records, settingOf, take, touchedWith } from '../streams.test-helper.ts';
import { travel } from './travel.ts';

const YEARS = 60;
const all = recordsAfter(travel, Math.round(YEARS * 365.25), { perDay: 1 });
const touched = touchedWith(all, 'travel');

test('two trips a year of 3 to 14 days', () => {
  expect(Math.abs(runsOf(all, 'travel') / YEARS - 2)).toBeLessThan(0.4);
  expect(Math.abs(touched.length / YEARS / 2 - 8.5)).toBeLessThan(2);
});

test('the phone is 3 to 9 hours off, the wall time on the meter stays that of home', () => {
  const source = new Map(take(all.length, records({ perDay: 1 })).map((record) => [record.sequenceNumber, record]));
  const hours = new Set<number>();
  for (const record of touched) {
    const home = source.get(record.sequenceNumber);
    if (home === undefined) throw new Error('a record from nowhere');
    hours.add((record.offsetMinutes - home.offsetMinutes) / 60);
    expect(record.shownMs + record.offsetMinutes * MINUTE_MS).toBe(home.shownMs + home.offsetMinutes * MINUTE_MS);
    expect(record.shownMs).not.toBe(record.truth.trueTimeMs);
  }
  for (const each of hours) {
    expect(Math.abs(each)).toBeGreaterThanOrEqual(3);
    expect(Math.abs(each)).toBeLessThanOrEqual(9);
  }
  expect(hours.size).toBeGreaterThan(9);
});

test('no trip leads off the earth', () => {
  const source = take(20_000, records({ perDay: 1 })).map((record) => ({ ...record, offsetMinutes: 780 }));
  for (const { offsetMinutes } of travel.apply(source, settingOf('travel', { rate: 20 }))) {
    expect(offsetMinutes).toBeLessThanOrEqual(14 * 60);
    expect(offsetMinutes).toBeGreaterThanOrEqual(-12 * 60);
  }
});

test('everybody comes home', () => {
  const last = touched.map(({ truth }) => truth.trueTimeMs);
  const longest = last.reduce(
    ({ longestMs, sinceMs, beforeMs }, atMs) => {
      const start = atMs - beforeMs > 1.9 * DAY_MS ? atMs : sinceMs;
      return { longestMs: Math.max(longestMs, atMs - start), sinceMs: start, beforeMs: atMs };
    },
    { longestMs: 0, sinceMs: 0, beforeMs: 0 },
  ).longestMs;
  // A trip that begins during another takes over from it.
  expect(longest).toBeLessThan(30 * DAY_MS);
});
