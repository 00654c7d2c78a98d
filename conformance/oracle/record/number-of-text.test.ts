import { describe, expect, test } from 'vitest';
import { NumberOfText } from './number-of-text.ts';

const UNFIT = ['x'.repeat(128), 'é', '漢'];
const texts = (count: number): string[] => Array.from({ length: count }, (_, i) => `R-${i}`);

describe('a text has the number', () => {
  test.each(['', 'R-1', 'x'.repeat(127), ...UNFIT])('that it was given last: %j', (text) => {
    const numbers = new NumberOfText();
    expect(numbers.get(text)).toBeUndefined();
    for (const number of [3, 0, 2 ** 31 - 1]) {
      numbers.set(text, number);
      expect(numbers.get(text)).toBe(number);
      expect(numbers.getOrSet(text, 7)).toBe(number);
    }
  });

  test.each(['', 'R-1', ...UNFIT])('that it was given first, where it was asked for at once: %j', (text) => {
    const numbers = new NumberOfText();
    expect([numbers.getOrSet(text, 0), numbers.getOrSet(text, 5), numbers.get(text)]).toEqual([0, 0, 0]);
  });
});

describe.each([31, 32, 33, 64, 65, 500])('of %i texts', (count) => {
  const all = texts(count);

  test('each has its own', () => {
    const numbers = new NumberOfText();
    for (const [i, text] of all.entries()) numbers.set(text, i);
    expect(all.map((text) => numbers.get(text))).toEqual(all.map((_, i) => i));
    expect(numbers.get(`R-${count}`)).toBeUndefined();
  });

  test('each can be given another', () => {
    const numbers = new NumberOfText();
    for (const [i, text] of all.entries()) numbers.set(text, i);
    for (const [i, text] of all.entries()) numbers.set(text, 2 * i + 1);
    expect(all.map((text) => numbers.get(text))).toEqual(all.map((_, i) => 2 * i + 1));
  });

  test('and those that cannot be packed do not disturb the others', () => {
    const numbers = new NumberOfText();
    for (const [i, text] of all.entries()) {
      numbers.set(text, i);
      numbers.set(`${text} é`, -i);
    }
    expect(all.map((text) => numbers.get(text))).toEqual(all.map((_, i) => i));
    expect(all.map((text) => numbers.get(`${text} é`))).toEqual(all.map((_, i) => -i));
  });
});
