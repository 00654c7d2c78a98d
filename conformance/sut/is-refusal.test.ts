import { expect, test } from 'vitest';
import { isRefusal } from './is-refusal.ts';

test.each([
  [400, true],
  [401, true],
  [404, true],
  [422, true],
  [499, true],
  [408, false],
  [429, false],
  [200, false],
  [302, false],
  [399, false],
  [500, false],
  [503, false],
  [0, false],
  [Number.NaN, false],
])('status %d is a refusal: %s', (status, expected) => expect(isRefusal(status)).toBe(expected));
