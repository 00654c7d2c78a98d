import { expect, test } from 'vitest';
import type { Reading } from '../../contract/domain/reading.ts';
import { collaborators } from '../collaborators.ts';
import { readingOf } from '../world.test-helper.ts';
import { figuresOf } from './digest.ts';

const at = (name: string, minute: number, value: string, unit: 'mg/dL' | 'mmol/L' = 'mg/dL'): Reading =>
  readingOf(value, unit, {
    identifier: { system: 's', value: name },
    effective: `2026-03-03T07:${String(minute).padStart(2, '0')}:00Z`,
  });
const off = (name: string, minute: number): Reading => ({
  ...at(name, minute, '1'),
  result: { kind: 'off-scale', direction: 'high' },
});
const of = (members: readonly Reading[], side: 'H' | 'L' = 'H') => {
  const { readings, count, worst, last } = figuresOf(members, side, { unit: 'mg/dL' }, collaborators);
  return [readings.map((r) => r.value).join(' '), count, worst.value, last.value];
};

test('they stand by effective time, with the worst of their side and the last', () => {
  expect(of([at('c', 30, '200'), at('a', 10, '212'), at('b', 20, '250')])).toEqual(['a b c', 3, 'b', 'c']);
  expect(of([at('a', 10, '60'), at('b', 20, '50'), at('c', 30, '55')], 'L')).toEqual(['a b c', 3, 'b', 'c']);
});

test('of equal ones the first is the worst', () => {
  expect(of([at('a', 10, '212'), at('b', 20, '212.0')])).toEqual(['a b', 2, 'a', 'b']);
});

test('in units of the order', () => {
  // 12.0 mmol/L is 216 mg/dL.
  expect(of([at('a', 10, '212'), at('b', 20, '12.0', 'mmol/L')])).toEqual(['a b', 2, 'b', 'b']);
});

test('what is off the scale lies further than any number', () => {
  expect(of([at('a', 10, '599'), off('b', 20), at('c', 30, '598')])).toEqual(['a b c', 3, 'b', 'c']);
  expect(of([off('a', 10), off('b', 20)])).toEqual(['a b', 2, 'a', 'b']);
});

test('an item gathers at least one', () => {
  expect(() => of([])).toThrow('at least one');
});
