import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plain, scaled, timesPowerOfTen, withDecimals } from './decimal.ts';

describe('decimals by their digits', () => {
  test.each([
    ['0.0059', 3, '5.9'],
    ['5.9', -3, '0.0059'],
    ['120', -5, '0.00120'],
    ['-70', -2, '-0.70'],
    ['12e2', 0, '1200'],
    ['1.20E-1', 0, '0.120'],
    ['0', 5, '0'],
    ['-0', 5, '0'],
    ['0.00', 1, '0.0'],
    ['0.00', 2, '0'],
    ['007.5', 0, '7.5'],
  ])('%s times 10^%i is %s', (text, power, product) => {
    expect(timesPowerOfTen(text, power)).toBe(product);
  });

  test.each(['', 'NaN', '1,5', '1.', '.5', '+1', '1e', '0x1', '1 '])('"%s" is none', (text) => {
    expect(scaled(text)).toBeUndefined();
    expect(timesPowerOfTen(text, 1)).toBeUndefined();
    expect(withDecimals(text, 1)).toBe(text);
  });

  test.each([
    ['82.400', 1, '82.4'],
    ['82.405', 1, '82.405'],
    ['82.450', 1, '82.45'],
    ['82.40', 3, '82.40'],
    ['82.40', 2, '82.40'],
    ['10.00', 1, '10.0'],
    ['82.4', 3, '82.4'],
    ['82.000', 0, '82'],
    ['0.000', 1, '0.0'],
    ['0', 1, '0'],
    ['100', 0, '100'],
    ['-1.50', 1, '-1.5'],
  ])('%s with at least %i decimals is %s', (text, decimals, shown) => {
    expect(withDecimals(text, decimals)).toBe(shown);
  });

  test('moving the point there and back changes no digit', () => {
    const decimal = fc.tuple(fc.bigInt(1n, 10n ** 20n), fc.integer({ min: -12, max: 0 }), fc.boolean());
    fc.assert(
      fc.property(decimal, fc.integer({ min: -12, max: 0 }), ([digits, exponent, negative], power) => {
        const text = plain({ negative, digits: String(digits), exponent });
        expect(timesPowerOfTen(timesPowerOfTen(text, power) ?? '', -power)).toBe(text);
      }),
    );
  });
});
