import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseJson, TooDeep } from './parse.ts';

const twice = (text: string): string | undefined => parseJson(text, 64).twice;

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
    ['{"a":1,"a":{"b":1,"b":2}}', 'a'],
  ])('%s', (json, name) => {
    expect(twice(json)).toBe(name);
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
    '{"toString":1,"constructor":2}',
  ])('%s', (json) => {
    expect(twice(json)).toBeUndefined();
  });

  test('whatever is written from a value has none', () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        expect(twice(JSON.stringify(JSON.parse(json)))).toBeUndefined();
      }),
    );
  });
});

test('names that look alike from outside are each their own, however often they come by turns', () => {
  const names = ['axxb', 'ayyb', 'azzb', 'axyb'];
  const texts = names.flatMap((a) => names.filter((b) => b !== a).map((b) => ({ a, b, text: `{"${a}":1,"${b}":2}` })));
  for (const { a, b, text } of [...texts, ...texts]) {
    const { value, twice: name } = parseJson(text, 64);
    expect(Object.keys(value as object)).toEqual([a, b]);
    expect(name).toBeUndefined();
  }
});

test.each(['{"a', '{"ab', '{"', '"', '{"a":"b', '["x', '{"axxb":1,"axxb'])('%s ends too early', (text) => {
  parseJson('{"axxb":1}', 64);
  expect(() => parseJson(text, 64)).toThrow(SyntaxError);
});

test('a long name, and one of none', () => {
  const long = 'n'.repeat(1000);
  expect(Object.keys(parseJson(`{"${long}":1,"":2}`, 64).value as object)).toEqual([long, '']);
});

test('a member put in a second time is found, wherever it stands', () => {
  fc.assert(
    fc.property(fc.string(), fc.jsonValue(), fc.jsonValue(), fc.jsonValue(), (name, one, other, around) => {
      const member = (value: unknown): string => `${JSON.stringify(name)}:${JSON.stringify(value)}`;
      const text = `[${JSON.stringify(around)},{${member(one)},${member(other)}}]`;
      expect(twice(text)).toBe(name);
    }),
  );
});

test('of many members each is looked at once', () => {
  const members = Array.from({ length: 50_000 }, (_, i) => `"k${i}":[${i},"\\\\"]`).join(',');
  expect(twice(`{${members}}`)).toBeUndefined();
  expect(twice(`{${members},"k0":0}`)).toBe('k0');
});

test.each([
  ['[', ']'],
  ['{"a":', '}'],
])('nesting of %s ends where it is told', (open, close) => {
  const nested = (depth: number): string => `${open.repeat(depth)}${open === '[' ? '' : '1'}${close.repeat(depth)}`;
  expect(() => parseJson(nested(8), 8)).not.toThrow();
  expect(() => parseJson(nested(9), 8)).toThrow(TooDeep);
  expect(() => parseJson(open.repeat(1_000_000), 64)).toThrow(TooDeep);
  // Side by side is not one in another.
  expect(() => parseJson(`[${Array(20).fill(nested(7)).join(',')}]`, 8)).not.toThrow();
});
