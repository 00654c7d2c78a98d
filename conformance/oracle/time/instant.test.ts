import { describe, expect, test } from 'vitest';
import { DAY, instant, localInstant, sameInstant, showInstant, tryLocalInstant } from './instant.ts';

describe('reading an instant', () => {
  test.each([
    ['2035-03-05T08:00:00-05:00', '2035-03-05T13:00:00.000Z'],
    ['2035-03-05T08:00-05:00', '2035-03-05T13:00:00.000Z'],
    ['2035-03-05T08:00:00.123456789+14:00', '2035-03-04T18:00:00.123Z'],
    ['2035-03-05T08:00:00Z', '2035-03-05T08:00:00.000Z'],
    ['1969-12-31T23:59:59Z', '1969-12-31T23:59:59.000Z'],
  ])('%s is %s', (text, expected) => {
    expect(showInstant(instant(text))).toBe(expected);
  });

  test.each([
    ['2035-03-05T08:00:00-03:30', '2035-03-05T11:30:00.000Z', -210],
    ['2035-03-05T08:00:00+05:45', '2035-03-05T02:15:00.000Z', 345],
    ['2035-03-05T08:00:00+00:00', '2035-03-05T08:00:00.000Z', 0],
    ['2035-12-05T08:07:06.5-00:01', '2035-12-05T08:08:06.500Z', -1],
    ['1969-12-31T23:59:59.9999Z', '1969-12-31T23:59:59.999Z', 0],
  ])('%s is %s, %i minutes from there', (text, expected, offset) => {
    expect(showInstant(instant(text))).toBe(expected);
    expect(localInstant(text).offsetMinutes).toBe(offset);
  });

  test('is the same after many others were read', () => {
    const first = ['2035-03-05T08:00:00.000000001-05:00', '2035-03-05T08:00+05:45', '2035-03-05T08:01:02Z'];
    const texts = (): unknown => first.map((text) => ({ ...localInstant(text) }));
    const before = texts();
    for (let i = 0; i <= 100_000; i += 1) instant(`2035-01-01T00:00:00.${String(i).padStart(9, '0')}Z`);
    expect(texts()).toEqual(before);
    expect(instant('2035-01-01T00:00:00.000000007Z') - instant('2035-01-01T00:00Z')).toBe(7n);
    expect(first.map((text) => showInstant(instant(text)))).toEqual([
      '2035-03-05T13:00:00.000Z',
      '2035-03-05T02:15:00.000Z',
      '2035-03-05T08:01:02.000Z',
    ]);
  });

  test('a leap second is the first instant of the next minute', () => {
    expect(sameInstant('2016-12-31T23:59:60Z', '2017-01-01T00:00:00Z')).toBe(true);
  });

  test.each(['2035-03-05T08:00:00', '2035-03-05', 'now', '2035-03-05 08:00Z'])('%s is none', (text) => {
    expect(tryLocalInstant(text)).toBeUndefined();
    expect(() => instant(text)).toThrow(RangeError);
  });

  test('nanoseconds are kept apart', () => {
    expect(instant('2035-03-05T08:00:00.000000001Z') - instant('2035-03-05T08:00:00Z')).toBe(1n);
  });
});

describe('the local date', () => {
  test('is that of its own offset', () => {
    const west = localInstant('2035-03-05T23:30:00-05:00');
    const utc = localInstant('2035-03-06T04:30:00Z');
    expect(west.at).toBe(utc.at);
    expect(utc.localDay - west.localDay).toBe(1);
  });

  test('is counted from 1970 on, backwards before it', () => {
    const days = ['1970-01-01T00:00Z', '1969-12-31T23:59Z', '1969-12-31T00:00Z', '1969-12-30T23:59+14:00'];
    expect(days.map((text) => localInstant(text).localDay)).toEqual([0, -1, -1, -2]);
  });

  test('counts on over a day', () => {
    const day = localInstant('2035-03-05T00:00:00+09:00');
    const next = localInstant('2035-03-06T00:00:00+09:00');
    expect(next.localDay).toBe(day.localDay + 1);
    expect(next.at - day.at).toBe(DAY);
  });
});

test('the first instant of all is nought', () => {
  expect(localInstant('1970-01-01T00:00Z')).toEqual({ at: 0n, offsetMinutes: 0, localDay: 0 });
  expect(localInstant('1970-01-01T00:00:00Z')).toEqual({ at: 0n, offsetMinutes: 0, localDay: 0 });
});

test('texts that differ can be the same instant, and a broken one is the same as none', () => {
  expect(sameInstant('2035-03-05T09:00-05:00', '2035-03-05T15:00:00.000+01:00')).toBe(true);
  expect(sameInstant('2035-03-05T09:00-05:00', '2035-03-05T09:00-04:00')).toBe(false);
  expect(sameInstant('x', 'x')).toBe(false);
  expect(sameInstant('2035-03-05T09:00-05:00', 'x')).toBe(false);
  expect(sameInstant('x', '2035-03-05T09:00-05:00')).toBe(false);
});
