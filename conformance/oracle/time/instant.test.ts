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

  test('counts on over a day', () => {
    const day = localInstant('2035-03-05T00:00:00+09:00');
    const next = localInstant('2035-03-06T00:00:00+09:00');
    expect(next.localDay).toBe(day.localDay + 1);
    expect(next.at - day.at).toBe(DAY);
  });
});

test('texts that differ can be the same instant, and a broken one is the same as none', () => {
  expect(sameInstant('2035-03-05T09:00-05:00', '2035-03-05T15:00:00.000+01:00')).toBe(true);
  expect(sameInstant('2035-03-05T09:00-05:00', '2035-03-05T09:00-04:00')).toBe(false);
  expect(sameInstant('x', 'x')).toBe(false);
});
