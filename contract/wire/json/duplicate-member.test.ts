import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { duplicateMember } from './duplicate-member.ts';

describe('names that stand twice', () => {
  test.each([
    ['{"a":1,"a":2}', 'a'],
    ['{"a":{"b":1,"c":[{}],"b":2}}', 'b'],
    ['[{"x":[1,{"y":0,"y":0}]}]', 'y'],
    [String.raw`{"status":1,"st\u0061tus":2}`, 'status'],
    ['{"__proto__":1,"__proto__":2}', '__proto__'],
    ['{"":1,"":2}', ''],
    ['{ "a" : "b" , "a" : 1 }', 'a'],
    [String.raw`{"a\"":1,"a\"":2}`, 'a"'],
  ])('%s', (json, name) => {
    expect(duplicateMember(json)).toBe(name);
  });
});

describe('names that stand once in each object', () => {
  test.each([
    '{}',
    '[]',
    '"a"',
    '7.0',
    '{"a":{"a":{"a":1}}}',
    '[{"a":1},{"a":1}]',
    '{"a":["a","a"],"b":"a"}',
    '{"a":"a\\",\\"a\\":1"}',
    String.raw`{"a\\":1,"a":2}`,
  ])('%s', (json) => {
    expect(duplicateMember(json)).toBeUndefined();
  });

  test('whatever is written from a value has none', () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        expect(duplicateMember(JSON.stringify(JSON.parse(json)))).toBeUndefined();
      }),
    );
  });
});

test('a member put in a second time is found, wherever it stands', () => {
  fc.assert(
    fc.property(fc.string(), fc.jsonValue(), fc.jsonValue(), fc.jsonValue(), (name, one, other, around) => {
      const member = (value: unknown): string => `${JSON.stringify(name)}:${JSON.stringify(value)}`;
      const twice = `[${JSON.stringify(around)},{${member(one)},${member(other)}}]`;
      expect(duplicateMember(twice)).toBe(name);
    }),
  );
});

test('its time grows with the length alone', () => {
  const members = Array.from({ length: 50_000 }, (_, i) => `"k${i}":[${i},"\\\\"]`).join(',');
  expect(duplicateMember(`{${members}}`)).toBeUndefined();
  expect(duplicateMember(`{${members},"k0":0}`)).toBe('k0');
});
