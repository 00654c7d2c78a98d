import { describe, expect, test } from 'vitest';
import {
  compare,
  fits,
  floorDiv,
  minus,
  over,
  plus,
  rational,
  roundHalfUp,
  show,
  times,
  tryRational,
} from './rational.ts';

describe('reading a decimal', () => {
  test.each([
    ['0', '0'],
    ['7.0', '7'],
    ['160.0', '160'],
    ['-2.50', '-2.5'],
    ['1e2', '100'],
    ['1.5E+3', '1500'],
    ['25e-1', '2.5'],
    ['0.001', '0.001'],
  ])('%s is %s', (text, shown) => {
    expect(show(rational(text))).toBe(shown);
  });

  test('is the same after many others were read', () => {
    for (let i = 0; i <= 20_000; i += 1) rational(`0.0000001${i}`);
    expect(['0', '160.0', '-2.50', '-0.5', '1e2', '1.5E+3', '25e-1'].map((text) => show(rational(text)))).toEqual([
      '0',
      '160',
      '-2.5',
      '-0.5',
      '100',
      '1500',
      '2.5',
    ]);
  });

  test('exponents reach two hundred places either way', () => {
    expect(tryRational('1e200')).toEqual({ num: 10n ** 200n, den: 1n });
    expect(tryRational('1e-200')).toEqual({ num: 1n, den: 10n ** 200n });
    expect(['1e201', '1e-201', '0.1e-200'].map(tryRational)).toEqual([undefined, undefined, undefined]);
  });

  test.each(['', 'x', '1,5', '.5', '5.', 'NaN', '1e999', '--1'])('%s is none', (text) => {
    expect(tryRational(text)).toBeUndefined();
    expect(() => rational(text)).toThrow(RangeError);
  });
});

describe('comparing', () => {
  test.each([
    ['160.0', '160', 0],
    ['160.4', '160', 1],
    ['-1', '0', -1],
    ['0.30', '0.3', 0],
    ['1e-9', '0', 1],
  ] as const)('%s against %s', (a, b, expected) => {
    expect(compare(rational(a), rational(b))).toBe(expected);
  });

  test('is exact where doubles are not', () => {
    const sum = minus(rational('0.3'), rational('0.1'));
    expect(compare(sum, rational('0.2'))).toBe(0);
    expect(0.3 - 0.1 === 0.2).toBe(false);
  });
});

describe('rounding half up', () => {
  test.each([
    ['1.25', 1, '1.3'],
    ['1.24', 1, '1.2'],
    ['1.35', 1, '1.4'],
    ['179.5', 0, '180'],
    ['179.49999', 0, '179'],
    ['-1.25', 1, '-1.2'],
    ['-1.26', 1, '-1.3'],
    ['-0.5', 0, '0'],
    ['2', 3, '2'],
  ] as const)('%s to %d decimals is %s', (text, decimals, expected) => {
    expect(show(roundHalfUp(rational(text), decimals))).toBe(expected);
  });
});

describe('the rest of the arithmetic', () => {
  test('multiplies and divides exactly', () => {
    const third = over(rational('1'), rational('3'));
    expect(compare(times(third, rational('3')), rational('1'))).toBe(0);
    expect(compare(over(rational('1'), rational('0.5')), rational('2'))).toBe(0);
  });

  test('adds exactly', () => {
    expect(show(plus(rational('0.1'), rational('0.25')))).toBe('0.35');
    expect(show(plus(rational('-1.5'), rational('0.5')))).toBe('-1');
  });

  test.each([
    [7n, 2n, 3n],
    [-7n, 2n, -4n],
    [-8n, 2n, -4n],
    [-1n, 2n, -1n],
    [0n, 2n, 0n],
    [1n, 2n, 0n],
  ])('%s by %s rounded down is %s', (a, b, expected) => expect(floorDiv(a, b)).toBe(expected));

  test.each([
    ['180', 0, true],
    ['180.0', 0, true],
    ['180.5', 0, false],
    ['1.25', 2, true],
    ['1.25', 1, false],
  ] as const)('%s fits %d decimals: %s', (text, decimals, expected) => {
    expect(fits(rational(text), decimals)).toBe(expected);
  });

  test('shows at most the decimals asked for, cut off', () => {
    expect(show(over(rational('2'), rational('3')), 4)).toBe('0.6666');
    expect(show(rational('-0.05'), 1)).toBe('0');
  });
});
