import { expect, test } from 'vitest';
import { cells } from './cells.ts';

test.each<[string, readonly bigint[], string]>([
  ['nowhere', [], '10-20'],
  ['inside', [15n], '10-14 15-15 16-20'],
  ['at its beginning', [10n], '10-10 11-20'],
  ['at its end', [20n], '10-19 20-20'],
  ['at places that touch', [15n, 16n], '10-14 15-15 16-16 17-20'],
  ['at one place twice', [15n, 15n], '10-14 15-15 16-20'],
  ['in whatever order the places are told', [18n, 12n, 15n], '10-11 12-12 13-14 15-15 16-17 18-18 19-20'],
  ['not by what lies outside', [8n, 21n, 30n], '10-20'],
  ['after a place just before it: not', [9n], '10-20'],
])('a span is cut %s', (_name, cuts, expected) => {
  const text = cells({ low: 10n, high: 20n }, cuts).map(({ low, high }) => `${low}-${high}`);
  expect(text.join(' ')).toBe(expected);
});

test('an instant is not cut', () => {
  expect(cells({ low: 10n, high: 10n }, [9n, 10n, 11n])).toEqual([{ low: 10n, high: 10n }]);
});
