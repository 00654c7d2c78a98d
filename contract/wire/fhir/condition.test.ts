import { describe, expect, test } from 'vitest';
import { parseAnyCondition, parseCondition } from './condition.ts';
import { searchToken } from './search-token.ts';

const one = { system: 'urn:x', value: 'K1' };
const two = { system: 'urn:x', value: 'a,b' };

describe('a condition', () => {
  test.each([
    ['identifier=urn:x|K1', [one]],
    ['?identifier=urn%3Ax%7CK1', [one]],
    [`identifier=${searchToken(one)},${searchToken(two)}`, [one, two]],
    [`identifier=${encodeURIComponent(`${searchToken(two)},${searchToken(one)}`)}`, [two, one]],
    ['identifier=urn:x|K1,', [one]],
    ['identifier=urn:x|K1,nothing', undefined],
    ['identifier=', []],
    ['name=x', []],
    ['identifier=urn:x|K1&identifier=urn:x|K2', []],
  ])('%s names all of these, any of which is a match', (text, keys) => {
    expect(parseAnyCondition(text)).toEqual(keys);
  });
  test('of one names that one, and a list names none', () => {
    expect(parseCondition('identifier=urn:x|K1')).toEqual(one);
    expect(parseCondition(`identifier=${searchToken(two)}`)).toEqual(two);
    expect(parseCondition('identifier=urn:x|K1,urn:x|K2')).toBeUndefined();
  });
});
