import { describe, expect, test } from 'vitest';
import { ByteTexts, hashOf } from './byte-texts.ts';

/** Texts one after the other, and where each of them begins. */
const of = (...all: string[]): { readonly texts: ByteTexts; readonly at: readonly number[] } => {
  const texts = new ByteTexts();
  const at = all.map((text) => {
    const from = texts.end;
    expect(texts.add(text)).toBe(true);
    return from;
  });
  return { texts, at };
};

describe('the hash of a text is FNV-1a, its upper half mixed into the lower', () => {
  test.each([
    ['', 0x811c9dc5],
    ['a', 0xe40c292c],
    ['foobar', 0xbf9cf968],
  ])('%j', (text, fnv) => {
    expect(hashOf(text) >>> 0).toBe((fnv ^ (fnv >>> 15)) >>> 0);
  });

  test('and the same of a text where it is kept', () => {
    const all = ['', 'a', 'foobar', 'R-1', '\u007F', 'x'.repeat(127)];
    const { texts, at } = of(...all);
    expect(at.map((from) => texts.hashAt(from))).toEqual(all.map(hashOf));
  });
});

describe('what is kept', () => {
  test('is read in pairs', () => {
    const { texts, at } = of('one', '', 'three', 'x'.repeat(127), '\u0000\u007F');
    expect(at.slice(0, -1).map((from) => texts.pairAt(from))).toEqual([
      ['one', ''],
      ['', 'three'],
      ['three', 'x'.repeat(127)],
      ['x'.repeat(127), '\u0000\u007F'],
    ]);
  });

  test('takes a byte more than it has characters', () => {
    const { texts, at } = of('one', '', 'three');
    expect([...at, texts.end]).toEqual([0, 4, 5, 11]);
  });

  test('is found where it is, and nowhere else', () => {
    const { texts, at } = of('abc', 'ab');
    for (const text of ['abc', 'ab', 'abd', 'abcd', 'xbc', ''])
      expect(at.map((from) => texts.isAt(from, text))).toEqual([text === 'abc', text === 'ab']);
  });

  test('is not taken for a longer text whose other characters lie behind it by chance', () => {
    const { texts } = of('ab', 'c');
    expect(texts.isAt(0, 'ab\u0001c')).toBe(false);
    expect(texts.isAt(0, 'ab\u0001')).toBe(false);
  });

  test('is all there when it has become much', () => {
    const all = Array.from({ length: 600 }, (_, i) => `reading ${i} `.padEnd(i % 128, '.'));
    const { texts, at } = of(...all);
    expect(at.every((from, i) => texts.isAt(from, all[i] ?? ''))).toBe(true);
  });

  test.each([255, 256, 257, 384, 385])('%i bytes', (bytes) => {
    const all = ['x'.repeat(127), 'y'.repeat(126), ...Array.from({ length: bytes - 255 }, () => '')];
    const { texts, at } = of(...all);
    expect(texts.end).toBe(bytes);
    expect(at.every((from, i) => texts.isAt(from, all[i] ?? ''))).toBe(true);
  });
});

describe('a text does not fit', () => {
  test.each(['x'.repeat(128), '\u0080', 'abc\u0080', 'a\u0161', '\u6F22', '\u{1F600}'])('%j', (text) => {
    const { texts } = of('before');
    expect(texts.add(text)).toBe(false);
    expect(texts.end).toBe(7);
    expect(texts.add('after')).toBe(true);
    expect(texts.pairAt(0)).toEqual(['before', 'after']);
  });
});

test('what is taken back makes room for the next', () => {
  const { texts, at } = of('one', 'two');
  texts.cutAt(at[1] ?? 0);
  expect(texts.end).toBe(4);
  texts.add('three');
  expect(texts.pairAt(0)).toEqual(['one', 'three']);
});
