import { describe, expect, test } from 'vitest';
import { PacketReader, PacketWriter } from './bytes.ts';
import { readWallTime, wallMs, wallTimeAt, writeWallTime } from './date-time.ts';
import { bytesOfHex, hexOf } from './hex.ts';
import { problemIn } from './problem.test-helper.ts';

const read = (hex: string): string => readWallTime(new PacketReader('p', bytesOfHex(hex)), 'time');
const write = (text: string): string => hexOf(writeWallTime(new PacketWriter('p'), 'time', text).done());

describe('date time', () => {
  test.each([
    ['EA070B17070509', '2026-11-23T07:05:09'],
    ['D0070101000000', '2000-01-01T00:00:00'],
    ['D007021D173B3B', '2000-02-29T23:59:59'],
    ['E807021D000000', '2024-02-29T00:00:00'],
    ['2E060101000000', '1582-01-01T00:00:00'],
    ['0F270C1F173B3B', '9999-12-31T23:59:59'],
  ])('%s is %s', (hex, text) => {
    expect(read(hex)).toBe(text);
    expect(write(text)).toBe(hex);
  });

  test.each([
    ['00000B17070509', 'year not known'],
    ['2D060B17070509', '1581'],
    ['10270B17070509', '10000'],
    ['EA070017070509', 'month not known'],
    ['EA070D17070509', 'month 13'],
    ['EA070B00070509', 'day not known'],
    ['EA070B1F070509', '31 November'],
    ['EA07021D070509', '29 February of a common year'],
    ['6C07021D070509', '29 February 1900'],
    ['EA070B17180000', 'hour 24'],
    ['EA070B17073C00', 'minute 60'],
    ['EA070B1707003C', 'second 60'],
  ])('%s is refused: %s', (hex) => {
    expect(problemIn(() => read(hex))).toBe('impossible-time p.time');
  });

  test('what a person is told', () => {
    expect(() => read('EA07021D070509')).toThrow('there is no 2026-02-29T07:05:09');
    expect(() => read('00000000070509')).toThrow(
      expect.objectContaining({
        message: 'there is no 0000-00-00T07:05:09',
        expected: 'a date from 1582 to 9999 and a time of day that exist',
      }),
    );
  });

  test.each([
    '2026-02-29T00:00:00',
    '2026-11-23',
    '2026-11-23T07:05',
    '2026-11-23T07:05:00Z',
    '2026-13-01T00:00:00',
    '',
  ])('"%s" is not written', (text) => expect(problemIn(() => write(text))).toBe('impossible-time p.time'));

  test('every day of four centuries exists as in the calendar', () => {
    const start = wallMs('1900-01-01T12:00:00');
    for (let day = 0; day < 146_097; day += 1) {
      const text = wallTimeAt(start + day * 86_400_000);
      if (read(write(text)) !== text) expect.fail(text);
    }
  });

  test('milliseconds and back; a fraction is dropped', () => {
    expect(wallMs('2026-11-23T07:05:09')).toBe(Date.UTC(2026, 10, 23, 7, 5, 9));
    expect(wallTimeAt(Date.UTC(2026, 10, 23, 7, 5, 9) + 999)).toBe('2026-11-23T07:05:09');
    expect(wallTimeAt(-1)).toBe('1969-12-31T23:59:59');
  });
});
