import { expect, test } from 'vitest';
import { parseLossless } from './lossless.ts';
import { byValue, sameJson } from './same.ts';

test.each([
  ['7.0', '7', true],
  ['7.0', '0.7e1', true],
  ['100', '1E2', true],
  ['0.10', '1e-1', true],
  ['-0', '0.00', true],
  ['120', '12', false],
  ['7.0', '7.01', false],
  ['7', '-7', false],
  ['7', '"7"', false],
  ['123456789012345678901234567890', '123456789012345678901234567891', false],
  [`1${'0'.repeat(100)}`, `1${'0'.repeat(99)}.0`, false],
])('by value %s and %s are one: %s', (a, b, same) => {
  for (const [one, other] of [
    [a, b],
    [b, a],
  ] as const)
    expect(sameJson(parseLossless(`{"x":[${one}]}`), parseLossless(`{"x":[${other}]}`), byValue)).toBe(same);
  expect(sameJson(parseLossless(a), parseLossless(b))).toBe(false);
});
