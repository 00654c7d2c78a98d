import { expect, test } from 'vitest';
import { samplingsAfter } from '../frequency.test-helper.ts';
import { touchedWith } from '../streams.test-helper.ts';
import { carpet } from './carpet.ts';

test('1 % of weighings show 0.5 to 3 % too little; the body weighs what it did', () => {
  const touched = touchedWith(samplingsAfter(carpet, 40_000, { measure: 'weight', perDay: 1 }), 'carpet');
  expect(Math.abs(touched.length / 40_000 - 0.01)).toBeLessThan(0.0025);
  const less = touched.map(({ presented, truth }) => 1 - presented / truth.trueValue);
  expect(Math.min(...less)).toBeGreaterThan(0.0049);
  expect(Math.max(...less)).toBeLessThan(0.0301);
  expect(Math.max(...less) - Math.min(...less)).toBeGreaterThan(0.02);
});

test('a strip does not stand on a carpet', () => {
  expect(touchedWith(samplingsAfter(carpet, 1000, { rate: 1e6 }), 'carpet')).toEqual([]);
});
