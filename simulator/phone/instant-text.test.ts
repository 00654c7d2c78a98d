import { expect, test } from 'vitest';
import { basicUtcText, offsetInstantText } from './instant-text.ts';
import { offsetMinutesOf } from './offset-of-text.ts';

test.each([
  ['2026-03-03T12:59:00Z', -300, '2026-03-03T07:59:00-05:00'],
  ['2026-03-03T23:59:59Z', 330, '2026-03-04T05:29:59+05:30'],
  ['2026-01-01T00:00:00.250Z', -60, '2025-12-31T23:00:00.250-01:00'],
  ['2000-01-01T00:00:00Z', 0, '2000-01-01T00:00:00+00:00'],
  ['1969-12-31T23:00:00Z', 840, '1970-01-01T13:00:00+14:00'],
])('%s at %d minutes is %s', (utc, minutes, text) => {
  expect(offsetInstantText(Date.parse(utc), minutes)).toBe(text);
  expect(Date.parse(text)).toBe(Date.parse(utc));
  expect(offsetMinutesOf(text)).toBe(minutes);
});

test('UTC without signs', () => {
  expect(basicUtcText(Date.parse('2026-03-03T12:59:07.900Z'))).toBe('20260303T125907Z');
});

test('Z is no offset', () => {
  expect(offsetMinutesOf('2026-03-03T12:59:00Z')).toBe(0);
});
