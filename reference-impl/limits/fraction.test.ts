import { describe, expect, test } from 'vitest';
import { compare, decimalsNeeded, decimalText, divide, fractionOf, roundHalfUp, subtract } from './fraction.ts';

const rounded = (text: string, decimals: number): string => decimalText(roundHalfUp(fractionOf(text), decimals));

describe('decimals as exact fractions', () => {
  test.each([
    ['7.0', '7'],
    ['0.10', '0.1'],
    ['-0.5', '-0.5'],
    ['1e2', '100'],
    ['1.5E-3', '0.0015'],
    ['18.0156', '18.0156'],
    ['0', '0'],
    ['-0', '0'],
  ])('%s is %s', (sent, shortest) => {
    expect(decimalText(fractionOf(sent))).toBe(shortest);
  });

  test.each(['', 'x', '1,5', 'NaN', ' 1', '1.', '.5'])('%j is refused', (text) => {
    expect(() => fractionOf(text)).toThrow(TypeError);
  });

  test('0.1 + 0.2 against 0.3: exact where binary floats are not', () => {
    expect(compare(subtract(fractionOf('0.3'), fractionOf('0.2')), fractionOf('0.1'))).toBe(0);
  });

  test.each([
    ['180.156', 0, '180'],
    ['2.5', 0, '3'],
    ['2.45', 1, '2.5'],
    ['2.449999', 1, '2.4'],
    ['-2.5', 0, '-2'],
    ['-2.51', 0, '-3'],
    ['0.05', 1, '0.1'],
    ['7', 2, '7'],
  ])('%s at %i decimals is %s: a tie goes up', (text, decimals, expected) => {
    expect(rounded(text, decimals)).toBe(expected);
  });

  test('a third has no decimal text and a zero divides nothing', () => {
    expect(() => decimalText({ n: 1n, d: 3n })).toThrow(RangeError);
    expect(() => divide(fractionOf('1'), fractionOf('0'))).toThrow(RangeError);
  });

  test.each([
    ['160', 0],
    ['160.0', 0],
    ['7.10', 1],
    ['0.001', 3],
    ['1e-2', 2],
  ])('%s needs %i decimals', (text, decimals) => {
    expect(decimalsNeeded(text)).toBe(decimals);
  });
});
