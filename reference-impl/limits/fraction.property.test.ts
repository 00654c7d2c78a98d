import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compare, decimalText, divide, fractionOf, multiply, roundHalfUp, subtract } from './fraction.ts';

/** A decimal as scaled integer and as text, made independently of the code under test. */
const decimal = fc
  .record({ digits: fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), scale: fc.integer({ min: 0, max: 8 }) })
  .map(({ digits, scale }) => {
    const magnitude = (digits < 0n ? -digits : digits).toString().padStart(scale + 1, '0');
    const whole = magnitude.slice(0, magnitude.length - scale);
    const text = `${digits < 0n ? '-' : ''}${whole}${scale === 0 ? '' : `.${magnitude.slice(-scale)}`}`;
    return { digits, scale, text };
  });

test('comparison is that of the integers at one scale', () => {
  fc.assert(
    fc.property(decimal, decimal, (a, b) => {
      const [x, y] = [a.digits * 10n ** BigInt(8 - a.scale), b.digits * 10n ** BigInt(8 - b.scale)];
      expect(compare(fractionOf(a.text), fractionOf(b.text))).toBe(x < y ? -1 : x > y ? 1 : 0);
    }),
  );
});

test('the shortest text has the same value and no more digits', () => {
  fc.assert(
    fc.property(decimal, ({ text }) => {
      const shortest = decimalText(fractionOf(text));
      expect(compare(fractionOf(shortest), fractionOf(text))).toBe(0);
      expect(shortest.length).toBeLessThanOrEqual(text.length);
      expect(shortest).not.toMatch(/\.\d*0$/);
    }),
  );
});

test('rounding moves by at most half a step, and down only by less than half', () => {
  fc.assert(
    fc.property(decimal, fc.integer({ min: 0, max: 4 }), ({ text }, decimals) => {
      const value = fractionOf(text);
      const moved = subtract(roundHalfUp(value, decimals), value);
      const half = divide(fractionOf('1'), fractionOf(String(2 * 10 ** decimals)));
      expect(compare(moved, half)).toBeLessThanOrEqual(0);
      expect(compare(subtract(fractionOf('0'), moved), half)).toBeLessThan(0);
    }),
  );
});

test('a product divided by its factor is what it was', () => {
  fc.assert(
    fc.property(
      decimal,
      decimal.filter((d) => d.digits > 0n),
      (a, b) => {
        const [x, y] = [fractionOf(a.text), fractionOf(b.text)];
        expect(compare(divide(multiply(x, y), y), x)).toBe(0);
      },
    ),
  );
});
