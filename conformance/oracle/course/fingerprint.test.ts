import { expect, test } from 'vitest';
import { mix } from './fingerprint.ts';

const printOf = (...texts: readonly string[]): { a: number; b: number } => {
  const print = { a: 0, b: 0 };
  for (const text of texts) mix(print, text, 1);
  return print;
};

test.each([
  ['', 0x811c9dc5],
  ['a', 0xe40c292c],
  ['foobar', 0xbf9cf968],
])('the first hash of "%s" is the FNV-1a of its bytes', (text, hash) => {
  expect(printOf(text).a).toBe(hash | 0);
});

test('what is taken away leaves what was there, and the order does not matter', () => {
  const print = printOf('one', 'two', 'three');
  expect(print).toEqual(printOf('three', 'one', 'two'));
  mix(print, 'two', -1);
  expect(print).toEqual(printOf('one', 'three'));
  mix(print, 'one', -1);
  mix(print, 'three', -1);
  expect(print).toEqual({ a: 0, b: 0 });
});

test('each of the two tells short texts apart by itself', () => {
  const texts = Array.from({ length: 5000 }, (_, i) => `o${i}@${i % 7}`);
  const prints = texts.map((text) => printOf(text));
  // 5,000 of 2^32: of a good hash not one pair in a hundred runs would collide.
  expect(new Set(prints.map((p) => p.a)).size).toBeGreaterThan(4995);
  expect(new Set(prints.map((p) => p.b)).size).toBeGreaterThan(4995);
  expect(prints.filter((p) => p.a === p.b)).toEqual([]);
});

test('long sums stay within 32 bits', () => {
  const print = printOf(...Array.from({ length: 1000 }, (_, i) => `text ${i}`));
  expect([print.a | 0, print.b | 0]).toEqual([print.a, print.b]);
});
