import { describe, expect, test } from 'vitest';
import { instantOf } from './instant-of.ts';

describe('the instant of a text', () => {
  test.each([
    ['2026-03-02T00:00:00-05:00', Date.UTC(2026, 2, 2, 5)],
    ['2026-03-02T00:00Z', Date.UTC(2026, 2, 2)],
    ['2024-02-29T23:59:59.999+05:45', Date.UTC(2024, 1, 29, 18, 14, 59, 999)],
    ['2000-02-29T00:00:00Z', Date.UTC(2000, 1, 29)],
    ['1969-12-31T00:00:00Z', -86_400_000],
  ])('%s', (text, ms) => {
    expect(instantOf(text)).toBe(ms);
  });

  test.each([
    '2026-02-29T00:00:00Z',
    '2026-02-30T00:00:00Z',
    '2026-02-31T00:00:00-05:00',
    '1900-02-29T00:00:00Z',
    '2026-04-31T12:00:00Z',
    '2026-06-30T23:59:60Z',
    '2026-03-02T24:00:00Z',
    '2026-03-02T00:00:00',
    '2026-13-01T00:00:00Z',
    'yesterday',
    '',
  ])('%j is none', (text) => {
    expect(instantOf(text)).toBeUndefined();
  });
});
