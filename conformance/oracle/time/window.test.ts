import { describe, expect, test } from 'vitest';
import type { Duration } from '../../../contract/domain/index.ts';
import { localInstant } from './instant.ts';
import { inChangeWindow } from './window.ts';

const inside = (earlier: string, reading: string, window: Duration): boolean =>
  inChangeWindow(localInstant(earlier), localInstant(reading), window);

describe('hours are elapsed time, [t − w, t)', () => {
  const day: Duration = { value: 24, unit: 'h' };
  test.each([
    ['2035-03-04T08:00:00-05:00', true, 'exactly 24 h before'],
    ['2035-03-04T07:59:59.999-05:00', false, 'a millisecond more'],
    ['2035-03-05T07:59:59-05:00', true, 'a second before'],
    ['2035-03-05T08:00:00-05:00', false, 'the same instant'],
    ['2035-03-05T08:00:01-05:00', false, 'afterwards'],
  ] as const)('%s: %s (%s)', (earlier, expected, _why) => {
    expect(inside(earlier, '2035-03-05T08:00:00-05:00', day)).toBe(expected);
  });

  test('over the night of the clock change 24 h end an hour later by the wall clock', () => {
    expect(inside('2035-03-10T07:30:00-05:00', '2035-03-11T08:00:00-04:00', day)).toBe(true);
    expect(inside('2035-03-10T06:59:00-05:00', '2035-03-11T08:00:00-04:00', day)).toBe(false);
  });

  test('minutes likewise', () => {
    const quarter: Duration = { value: 15, unit: 'min' };
    expect(inside('2035-03-05T07:45:00Z', '2035-03-05T08:00:00Z', quarter)).toBe(true);
    expect(inside('2035-03-05T07:44:59Z', '2035-03-05T08:00:00Z', quarter)).toBe(false);
  });
});

describe('days are local dates, not before day(t) − n', () => {
  const three: Duration = { value: 3, unit: 'd' };
  test.each([
    ['2035-03-02T00:00:00-05:00', true, 'the first instant of the third day back'],
    ['2035-03-01T23:59:59-05:00', false, 'the last second of the day before'],
    ['2035-03-05T00:00:00-05:00', true, 'the same day'],
  ] as const)('%s: %s (%s)', (earlier, expected, _why) => {
    expect(inside(earlier, '2035-03-05T23:00:00-05:00', three)).toBe(expected);
  });

  test('each reading has the date of its own offset', () => {
    expect(inside('2035-03-01T23:30:00-05:00', '2035-03-05T08:00:00-05:00', three)).toBe(false);
    expect(inside('2035-03-02T04:30:00Z', '2035-03-05T08:00:00-05:00', three)).toBe(true);
  });

  test('the night of the clock change is a day like others', () => {
    expect(inside('2035-03-10T00:00:00-05:00', '2035-03-11T23:59:00-04:00', { value: 1, unit: 'd' })).toBe(true);
  });

  test('a week is seven days', () => {
    const week: Duration = { value: 1, unit: 'wk' };
    expect(inside('2035-03-05T00:00:00Z', '2035-03-12T23:00:00Z', week)).toBe(true);
    expect(inside('2035-03-04T23:59:00Z', '2035-03-12T00:00:00Z', week)).toBe(false);
  });
});
