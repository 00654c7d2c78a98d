import { describe, expect, test } from 'vitest';
import { isoOf, localDayOf, momentOf, msOf, mustMoment } from './instant.ts';

const day = (text: string): string => isoOf(localDayOf(mustMoment(text)) * 86_400_000).slice(0, 10);

describe('instants', () => {
  test.each([
    ['2026-03-03T07:59:00-05:00', '2026-03-03T12:59:00.000Z'],
    ['2026-03-03T07:59-05:00', '2026-03-03T12:59:00.000Z'],
    ['2026-03-03T12:59:00.5Z', '2026-03-03T12:59:00.500Z'],
    ['2026-03-03T12:59:00.123456789Z', '2026-03-03T12:59:00.123Z'],
    ['2026-03-03T23:45:00+05:45', '2026-03-03T18:00:00.000Z'],
    ['2016-12-31T23:59:60Z', '2017-01-01T00:00:00.000Z'],
    ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00.000Z'],
    ['0026-03-03T00:00:00Z', '0026-03-03T00:00:00.000Z'],
  ])('%s is %s', (text, utc) => {
    expect(isoOf(msOf(text))).toBe(utc);
  });

  test.each([
    '2026-02-30T00:00:00Z',
    '2025-02-29T00:00:00Z',
    '2026-04-31T00:00:00Z',
    '2026-03-03',
    '2026-03-03T07:59:00',
    'x',
  ])('%s is none', (text) => {
    expect(momentOf(text)).toBeUndefined();
    expect(() => mustMoment(text)).toThrow(TypeError);
  });

  test('a text of an instant is what Date makes of it, in any order of instants', () => {
    const at = [0, -1, 999, 1000, 1001, 1_772_539_200_007, 1_772_539_200_070, 1_772_539_200_700, -62_198_755_200_001];
    for (const ms of [...at, ...at.toReversed(), ...at]) expect(isoOf(ms)).toBe(new Date(ms).toISOString());
    expect(isoOf(1.9)).toBe('1970-01-01T00:00:00.001Z');
    expect(() => isoOf(Number.NaN)).toThrow(RangeError);
    expect(() => isoOf(8.64e15 + 1000)).toThrow(RangeError);
  });

  test('a day that is not there is none, also where it is asked for again and between others', () => {
    const texts = ['2026-02-30T00:00:00Z', '2026-02-28T00:00:00Z', '2026-02-30T12:00:00Z', '2026-02-28T12:00:00Z'];
    expect(texts.map((text) => momentOf(text)?.ms)).toEqual([undefined, 1772236800000, undefined, 1772280000000]);
  });

  test('the local day is the one on the wall', () => {
    expect(day('2026-03-03T23:59:59-05:00')).toBe('2026-03-03');
    expect(day('2026-03-03T00:00:00+14:00')).toBe('2026-03-03');
    expect(day('1969-12-31T23:00:00Z')).toBe('1969-12-31');
  });
});
