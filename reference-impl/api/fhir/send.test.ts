import { expect, test } from 'vitest';
import { wantsResource } from './send.ts';

test.each<[string | undefined, boolean]>([
  [undefined, true],
  ['', true],
  ['return=representation', true],
  ['return=minimal', false],
  ['Return=minimal', false],
  ['return="minimal"', false],
  ['return = minimal', false],
  ['respond-async, return=minimal; x=1', false],
  ['handling=strict,return=minimal', false],
  ['return=minimal, return=representation', false],
  ['return=representation, return=minimal', true],
  ['return=representation, x-return=minimal', true],
  ['x="return=minimal"', true],
  ['return=minimal-header', true],
])('Prefer: %s shows what was written: %s', (prefer, isShown) => {
  const headers = prefer === undefined ? {} : { prefer };
  expect(wantsResource({ method: 'POST', headers })).toBe(isShown);
  expect(wantsResource({ method: 'GET', headers })).toBe(true);
});
