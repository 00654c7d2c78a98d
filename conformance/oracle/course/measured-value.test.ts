import { beforeEach, expect, test } from 'vitest';
import { makeReading } from '../history-builder.test-helper.ts';
import type { Content } from './filing.ts';
import { measuredValue, millionths } from './measured-value.ts';

/** More other numbers than are remembered: what was asked before them is read anew. */
beforeEach(() => {
  for (let i = 0; i <= 10_000; i += 1) millionths(String(i));
});

test.each([
  ['82.1', 82_100_000],
  ['100', 100_000_000],
  ['0.000001', 1],
  ['12345678.123456', 12_345_678_123_456],
  ['-5.5', -5_500_000],
  ['007', 7_000_000],
  ['123456789', undefined],
  ['1.1234567', undefined],
  ['1e2', undefined],
  ['1.', undefined],
  ['.5', undefined],
  ['+1', undefined],
  [' 1', undefined],
  ['1 ', undefined],
  ['x1', undefined],
])('%s is %s millionths', (text, of) => {
  expect(millionths(text)).toBe(of);
  // Asked again it is the same.
  expect(millionths(text)).toBe(of);
});

const measured = (value: string) => measuredValue({ reading: makeReading({ name: 'r', value }) } as Content);

test('a number with its unit, one that only exact arithmetic can compare, or none', () => {
  expect(['120', '1e2', 'HI', 'LO', 'none'].map(measured)).toEqual([
    { of: 120_000_000, unit: 'mg/dL' },
    'inexact',
    'none',
    'none',
    'none',
  ]);
});
