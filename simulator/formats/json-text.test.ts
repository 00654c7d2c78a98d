import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { millisecondsText, quoted, rememberedJson, rememberedText, thousandths } from './json-text.ts';

describe('quoted', () => {
  test('is what JSON.stringify makes, of any text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' })), (text) => {
        expect(quoted(text)).toBe(JSON.stringify(text));
      }),
    );
    for (const text of ['"', '\\', '\n', '\u0000', '\u007f', 'ä', '\ud800', 'a"b', '[]^_', 'line\n']) {
      expect(quoted(text)).toBe(JSON.stringify(text));
    }
  });
});

describe('thousandths', () => {
  test.each([
    [0, '0'],
    [80, '80'],
    [81.5, '81.5'],
    [81.25, '81.25'],
    [81.0004, '81'],
    [81.0005, '81.001'],
    [99.9996, '100'],
    [0.001, '0.001'],
    [0.1, '0.1'],
    [-0.25, '-0.25'],
    [1e9, '1000000000'],
    [Number.NaN, 'null'],
    [Number.POSITIVE_INFINITY, 'null'],
  ])('%d is %s', (value, text) => {
    expect(thousandths(value)).toBe(text);
  });

  test('is a number of JSON within half a thousandth, with no digit too many', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), (value) => {
        const text = thousandths(value);
        const back = JSON.parse(text) as number;
        expect(Math.abs(back - value)).toBeLessThanOrEqual(0.0005 + 1e-9);
        expect(text).toBe(JSON.stringify(back));
      }),
    );
  });
});

test('what is remembered is told apart by the object, not by its looks', () => {
  const json = rememberedJson();
  const [one, other] = [{ a: 1 }, { a: 1 }];
  expect([json(one), json(one), json(other), json({ a: 2 }), json(one)]).toEqual([
    '{"a":1}',
    '{"a":1}',
    '{"a":1}',
    '{"a":2}',
    '{"a":1}',
  ]);
});

test('what is made of a text is remembered for the text asked for last', () => {
  let made = 0;
  const twice = rememberedText((text) => `${text}${text}#${++made}`);
  expect(['a', 'a', 'b', 'a'].map(twice)).toEqual(['aa#1', 'aa#1', 'bb#2', 'aa#3']);
});

test('milliseconds in digits, of any age', () => {
  fc.assert(fc.property(fc.maxSafeInteger(), (ms) => millisecondsText(ms) === String(ms)));
  fc.assert(fc.property(fc.integer({ min: 0, max: 9e12 }), (ms) => millisecondsText(1e12 + ms) === String(1e12 + ms)));
  for (const ms of [0, -1, 999_999_999_999, 1e12, 1_772_539_140_000, 9_999_999_999_999, 1e13, 1.5]) {
    expect(millisecondsText(ms)).toBe(String(ms));
  }
});
