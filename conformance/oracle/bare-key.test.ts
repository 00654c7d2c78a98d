import { expect, test } from 'vitest';
import { bareKey, bareKeys, barePair } from './bare-key.ts';

test.each([
  ['https://vitalproof.example/fhir/sid/item|i2', 'i2'],
  ['urn:x|a|b', 'a|b'],
  ['no system', 'no system'],
])('%s is known as %s', (key, expected) => expect(bareKey(key)).toBe(expected));

test('several', () => {
  expect(bareKeys(['s|a', 't|b'])).toBe('a, b');
  expect(bareKeys(new Set(['s|a', 't|b']), ' or ')).toBe('a or b');
  expect(bareKeys([])).toBe('');
});

test.each([
  ['s|a', 's|b', ['a', 'b']],
  ['s|a', 's|a', ['a', 'a']],
  ['s|a', 't|a', ['s|a', 't|a']],
] as const)('side by side, %s and %s', (a, b, expected) => expect(barePair(a, b)).toEqual(expected));
