import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compact } from './compact.ts';
import { isObject, JsonNumber, parseLossless, writeLossless } from './lossless.ts';
import { sameJson } from './same.ts';

/** A JSON text as somebody else may write it, numbers in every spelling. */
const text = fc.letrec<{ any: string }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom('null', 'true', 'false', '7.0', '-0', '0.10', '1e2', '1E-7', '123456789012345678901234567890'),
    fc.string().map((s) => JSON.stringify(s)),
    fc.array(tie('any'), { maxLength: 4 }).map((items) => `[${items.join(',')}]`),
    fc
      .uniqueArray(fc.tuple(fc.stringMatching(/^[a-z_]{1,9}$/), tie('any')), {
        maxLength: 4,
        selector: ([name]) => name,
      })
      .map((members) => `{${members.map(([name, value]) => `${JSON.stringify(name)}:${value}`).join(',')}}`),
  ),
})).any;

describe('JSON whose numbers keep their text', () => {
  test.each(['7.0', '7.00', '-0', '0.10', '1e2', '1E+2', '123456789012345678901234567890', '0.1000000000000000055'])(
    '%s stays %s',
    (number) => {
      expect(writeLossless(parseLossless(`{"value":${number}}`))).toBe(`{"value":${number}}`);
    },
  );

  test('any text comes back as it was written', () => {
    fc.assert(
      fc.property(text, (written) => {
        expect(writeLossless(parseLossless(written))).toBe(written);
      }),
    );
  });

  test.each(['7,0', 'NaN', 'Infinity', '.5', '7.', '07', '+7', '0x7', '{"a":1}}', '', "{'a':1}"])(
    '%s is no JSON',
    (bad) => {
      expect(() => parseLossless(bad)).toThrow(SyntaxError);
    },
  );

  test('a number is no object', () => {
    expect(isObject(new JsonNumber('7'))).toBe(false);
    expect(isObject([])).toBe(false);
    expect(isObject({})).toBe(true);
  });

  test('a text that must not become a number stays a text', () => {
    expect(writeLossless(parseLossless('{"value":"7.0"}'))).toBe('{"value":"7.0"}');
  });
});

describe('equality', () => {
  test.each([
    ['{"a":1,"b":[2,{"c":null}]}', '{"b":[2,{"c":null}],"a":1}', true],
    ['{"a":7.0}', '{"a":7}', false],
    ['[1,2]', '[2,1]', false],
    ['[1]', '[1,2]', false],
    ['{"a":1}', '{"a":"1"}', false],
    ['{"a":null}', '{}', false],
    ['[]', '{}', false],
  ])('%s and %s', (a, b, same) => {
    expect(sameJson(parseLossless(a), parseLossless(b))).toBe(same);
    expect(sameJson(parseLossless(b), parseLossless(a))).toBe(same);
  });
  test('an undefined member is an absent one', () => {
    expect(sameJson({ a: undefined }, {})).toBe(true);
    expect(compact({ a: undefined, b: null, c: 0 })).toEqual({ b: null, c: 0 });
    expect(Object.keys(compact({ a: undefined }))).toEqual([]);
  });
});
