import { expect, test } from 'vitest';
import { oneSearchValue, parseSearchToken, searchToken } from './search-token.ts';

test.each([
  ['urn:x', 'K1', 'urn:x|K1'],
  ['urn:x', 'a,b', String.raw`urn:x|a\,b`],
  ['urn:x', String.raw`a\b`, String.raw`urn:x|a\\b`],
  ['urn:x', String.raw`a\,$b|c`, String.raw`urn:x|a\\\,\$b\|c`],
])('%s and %s is %s, and is read so', (system, value, text) => {
  expect(searchToken({ system, value })).toBe(text);
  expect(parseSearchToken(text)).toEqual({ system, value });
});

test.each(['a|b,c|d', 'a|b,', ',', String.raw`a|b\\,c`])('%s is a list, and names nothing', (text) => {
  expect(oneSearchValue(text)).toBeUndefined();
  expect(parseSearchToken(text)).toBeUndefined();
});

test('a backslash that escapes nothing stays, and a bar in a value needs no escape', () => {
  expect(parseSearchToken(String.raw`urn:x|C:\temp|7`)).toEqual({ system: 'urn:x', value: String.raw`C:\temp|7` });
});
