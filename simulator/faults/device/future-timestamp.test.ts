import { expect, test } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../clock.ts';
import { futureTimestamp } from './future-timestamp.ts';
import { records, settingOf, take, touchedWith } from '../streams.test-helper.ts';

const RECORDS = 40_000;
const passed = (rate: number) =>
  take(RECORDS, futureTimestamp.apply(records(), settingOf('future-timestamp', { rate })));

test('one record in a thousand', () => {
  const share = touchedWith(passed(1), 'future-timestamp').length / RECORDS;
  expect(Math.abs(share - 0.001)).toBeLessThan(0.0005);
});

test('is ahead by an hour to a year, short and long alike; the true time and the order of storing stay', () => {
  const touched = touchedWith(passed(50), 'future-timestamp');
  const ahead = touched.map(({ shownMs, truth }) => shownMs - truth.trueTimeMs);
  expect(Math.min(...ahead)).toBeGreaterThanOrEqual(HOUR_MS);
  expect(Math.max(...ahead)).toBeLessThan(366 * DAY_MS);
  const half = ahead.filter((ms) => ms < HOUR_MS * Math.sqrt(8766)).length / ahead.length;
  expect(Math.abs(half - 0.5)).toBeLessThan(0.05);
});

test('only the time is touched', () => {
  const source = take(2000, records());
  const changed = [...futureTimestamp.apply(source, settingOf('future-timestamp', { rate: 50 }))];
  changed.forEach((record, i) => {
    const before = source[i];
    expect({ ...record, shownMs: before?.shownMs, truth: before?.truth }).toEqual(before);
  });
});
