import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { OffsetDateTime } from '../../domain/index.ts';
import { instant } from './arbitraries.test-helper.ts';
import { decodeTime, encodeTime } from './time.ts';

describe('times', () => {
  test.each([
    ['2026-03-03T07:59:00-05:00', '20260303075900-0500'],
    ['2026-03-03T07:59-05:00', '202603030759-0500'],
    ['2026-03-03T07:59:00.100Z', '20260303075900.100+0000'],
    ['2026-03-03T07:59:00.1234+05:30', '20260303075900.1234+0530'],
    ['2024-02-29T23:59:60Z', '20240229235960+0000'],
    ['2026-03-03T07:59:00-00:00', '20260303075900-0000'],
    ['2026-03-03T07:59:00+14:00', '20260303075900+1400'],
  ])('%s is %s, both ways', (text, wire) => {
    expect(encodeTime(text)).toBe(wire);
    expect(decodeTime(wire)).toEqual({ ok: true, value: text });
  });

  test('every instant comes back as it was', () => {
    fc.assert(
      fc.property(instant, (text) => {
        expect(decodeTime(encodeTime(text))).toEqual({ ok: true, value: text });
        expect(OffsetDateTime.safeParse(text).success).toBe(true);
      }),
    );
  });

  test('+00:00 and Z are one wire form', () => {
    expect(decodeTime(encodeTime('2026-03-03T07:59:00+00:00'))).toEqual({ ok: true, value: '2026-03-03T07:59:00Z' });
  });

  test.each(['20260303075900', '202603030759', '2026030307', '20260303', '2026'])('%s has no offset', (wire) => {
    expect(decodeTime(wire, 'OBX^1^14')).toMatchObject({
      ok: false,
      refusal: { code: 'time-without-offset', at: 'OBX^1^14' },
    });
  });

  test.each([
    '',
    'yesterday',
    '20260303-0500',
    '2026030307-0500',
    '00000101075900-0500',
    '20260230075900-0500',
    '20230229075900-0500',
    '20261303075900-0500',
    '20260300075900-0500',
    '20260303245900-0500',
    '20260303076000-0500',
    '20260303075961-0500',
    '20260303075900-1500',
    '20260303075900+1430',
    '20260303075900-1401',
    '20260303075900-0560',
    '20260303075900.12345-0500',
    '20260303075900Z',
    '2026-03-03T07:59:00-05:00',
  ])('%j is no time', (wire) => {
    expect(decodeTime(wire)).toMatchObject({ ok: false, refusal: { code: 'bad-value' } });
  });

  test('a finer time than HL7 knows is not rounded', () => {
    expect(() => encodeTime('2026-03-03T07:59:00.12345Z')).toThrow(RangeError);
    expect(() => encodeTime('2026-03-03')).toThrow(RangeError);
  });
});
