import { expect, test } from 'vitest';
import { MAX_COUNT, SearchQuery } from './query.ts';
import { SurfaceRefusal } from './surface-refusal.ts';

const countOf = (text: string): number => new SearchQuery(new URLSearchParams({ _count: text }), ['_count']).count;

test.each([
  ['1', 1],
  ['500', 500],
  ['501', MAX_COUNT],
  ['1000000', MAX_COUNT],
  // The largest positiveInt, by which clients ask for all of it.
  ['2147483647', MAX_COUNT],
])('_count=%s is a page of %i: a larger one than there is, is cut', (text, count) => {
  expect(countOf(text)).toBe(count);
});

test.each(['0', '-1', '1.5', '01', '1e3', 'all', ' 5'])('_count=%s is refused', (text) => {
  expect(() => countOf(text)).toThrow(SurfaceRefusal);
});
