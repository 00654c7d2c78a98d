import { describe, expect, test } from 'vitest';
import { InputProblem } from '../contract/input-problem.ts';
import {
  addDays,
  atLocalTime,
  daysBetween,
  instantText,
  localDate,
  localHour,
  offsetMinutes,
  requireZone,
  utcText,
  weekday,
} from './clock.ts';

const NEW_YORK = 'America/New_York';
const utc = (text: string): number => Date.parse(text);

describe('instantText', () => {
  test.each([
    ['2026-03-03T12:59:00Z', NEW_YORK, '2026-03-03T07:59:00-05:00'],
    ['2026-07-03T11:59:00Z', NEW_YORK, '2026-07-03T07:59:00-04:00'],
    ['2026-03-03T12:59:00Z', 'UTC', '2026-03-03T12:59:00+00:00'],
    ['2026-03-03T12:59:07.250Z', 'Asia/Kolkata', '2026-03-03T18:29:07.250+05:30'],
    ['2026-12-31T23:30:00Z', 'Pacific/Kiritimati', '2027-01-01T13:30:00+14:00'],
    ['2026-01-01T02:00:00Z', 'America/St_Johns', '2025-12-31T22:30:00-03:30'],
    ['1969-12-31T23:59:59.500Z', 'UTC', '1969-12-31T23:59:59.500+00:00'],
  ])('%s in %s is %s', (instant, zone, text) => {
    expect(instantText(utc(instant), zone)).toBe(text);
  });

  test('both 01:30 of the night in autumn keep their own offset', () => {
    expect(instantText(utc('2026-11-01T05:30:00Z'), NEW_YORK)).toBe('2026-11-01T01:30:00-04:00');
    expect(instantText(utc('2026-11-01T06:30:00Z'), NEW_YORK)).toBe('2026-11-01T01:30:00-05:00');
  });
});

describe('utcText', () => {
  test.each([0, -1, 1_772_539_140_000, 1_772_539_140_250, 253_402_300_799_999])('%d is as Date has it', (ms) => {
    expect(utcText(ms)).toBe(new Date(ms).toISOString());
  });
});

describe('atLocalTime', () => {
  test.each([
    [NEW_YORK, '2026-03-03', '07:59', '2026-03-03T12:59:00Z'],
    [NEW_YORK, '2026-07-03', '07:59:30', '2026-07-03T11:59:30Z'],
    ['UTC', '2026-03-03', '00:00', '2026-03-03T00:00:00Z'],
    ['Asia/Kolkata', '2026-03-03', '00:00', '2026-03-02T18:30:00Z'],
    ['Pacific/Kiritimati', '2026-03-03', '23:59:59', '2026-03-03T09:59:59Z'],
  ])('%s %s %s', (zone, date, time, instant) => {
    expect(atLocalTime(zone, date, time)).toBe(utc(instant));
  });

  test('a time in the gap in spring is as much later as the clock jumped', () => {
    expect(atLocalTime(NEW_YORK, '2026-03-08', '02:30')).toBe(utc('2026-03-08T07:30:00Z'));
    expect(instantText(atLocalTime(NEW_YORK, '2026-03-08', '02:30'), NEW_YORK)).toBe('2026-03-08T03:30:00-04:00');
    // Lord Howe Island changes by half an hour.
    const half = atLocalTime('Australia/Lord_Howe', '2026-10-04', '02:15');
    expect(instantText(half, 'Australia/Lord_Howe')).toBe('2026-10-04T02:45:00+11:00');
  });

  test('of a time that comes twice in autumn the first is meant', () => {
    expect(atLocalTime(NEW_YORK, '2026-11-01', '01:30')).toBe(utc('2026-11-01T05:30:00Z'));
  });

  test('the edges of gap and overlap are ordinary times', () => {
    expect(atLocalTime(NEW_YORK, '2026-03-08', '01:59:59')).toBe(utc('2026-03-08T06:59:59Z'));
    expect(atLocalTime(NEW_YORK, '2026-03-08', '03:00')).toBe(utc('2026-03-08T07:00:00Z'));
    expect(atLocalTime(NEW_YORK, '2026-11-01', '02:00')).toBe(utc('2026-11-01T07:00:00Z'));
  });

  test.each(['7:30', '24:00', '07:60', '07:30:60', '', '07:30Z'])('"%s" is no time of day', (time) => {
    expect(() => atLocalTime('UTC', '2026-03-03', time)).toThrow(InputProblem);
  });

  test.each(['2026-02-29', '2026-13-01', '26-01-01', '2026-1-1', 'today'])('"%s" is no date', (date) => {
    expect(() => atLocalTime('UTC', date, '07:30')).toThrow(InputProblem);
  });
});

describe('local fields', () => {
  test('the local date is not the date of UTC', () => {
    expect(localDate(utc('2026-03-03T04:59:59Z'), NEW_YORK)).toBe('2026-03-02');
    expect(localDate(utc('2026-03-03T05:00:00Z'), NEW_YORK)).toBe('2026-03-03');
  });

  test('hours have fractions; midnight is hour 0 and not 24', () => {
    expect(localHour(utc('2026-03-03T12:30:00Z'), NEW_YORK)).toBe(7.5);
    expect(localHour(utc('2026-03-03T05:00:00Z'), NEW_YORK)).toBe(0);
  });

  test('offsets', () => {
    expect(offsetMinutes(utc('2026-03-03T00:00:00Z'), NEW_YORK)).toBe(-300);
    expect(offsetMinutes(utc('2026-07-03T00:00:00Z'), NEW_YORK)).toBe(-240);
    expect(offsetMinutes(utc('2026-07-03T00:00:00.999Z'), 'Asia/Kathmandu')).toBe(345);
  });
});

describe('dates', () => {
  test('days are added by the calendar', () => {
    expect(addDays('2024-02-28', 2)).toBe('2024-03-01');
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
    expect(daysBetween('2026-03-07', '2026-03-09')).toBe(2);
    expect(daysBetween('2026-03-09', '1989-03-09')).toBe(-13_514);
  });

  test('weeks begin on Monday', () => {
    expect(weekday('2026-03-02')).toBe(0);
    expect(weekday('2026-03-08')).toBe(6);
  });

  test('an unknown zone is bad input, and the message says what a zone is', () => {
    expect(() => requireZone('Mars/Olympus')).toThrow(InputProblem);
    expect(() => instantText(0, 'Mars/Olympus')).toThrow(/Mars\/Olympus/);
    expect(() => requireZone('Europe/Paris')).not.toThrow();
  });
});
