import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compare, minus, rational, roundHalfUp, show, times, type Rational } from './rational.ts';

/** A decimal text with up to four places, and what it is in ten-thousandths. */
const decimal = fc
  .tuple(fc.integer({ min: -9_999_999, max: 9_999_999 }), fc.integer({ min: 0, max: 4 }))
  .map(([digits, places]) => {
    const size = String(Math.abs(digits)).padStart(places + 1, '0');
    const whole = size.slice(0, size.length - places);
    const text = `${digits < 0 ? '-' : ''}${whole}${places === 0 ? '' : `.${size.slice(-places)}`}`;
    return { text, tenThousandths: BigInt(digits) * 10n ** BigInt(4 - places) };
  });

const scaled = (r: Rational): bigint => (r.num * 10_000n) / r.den;

test('a decimal is the integer of its ten-thousandths', () => {
  fc.assert(
    fc.property(decimal, ({ text, tenThousandths }) => {
      expect(scaled(rational(text))).toBe(tenThousandths);
    }),
  );
});

test('comparison and subtraction are those of integers', () => {
  fc.assert(
    fc.property(decimal, decimal, (a, b) => {
      const sign = a.tenThousandths < b.tenThousandths ? -1 : a.tenThousandths > b.tenThousandths ? 1 : 0;
      expect(compare(rational(a.text), rational(b.text))).toBe(sign);
      expect(scaled(minus(rational(a.text), rational(b.text)))).toBe(a.tenThousandths - b.tenThousandths);
    }),
  );
});

test('rounding is monotone, moves by at most half a step, and is done once', () => {
  fc.assert(
    fc.property(decimal, decimal, fc.integer({ min: 0, max: 3 }), (a, b, places) => {
      const [x, y] = [roundHalfUp(rational(a.text), places), roundHalfUp(rational(b.text), places)];
      if (a.tenThousandths <= b.tenThousandths) expect(compare(x, y)).toBeLessThanOrEqual(0);
      const moved = minus(x, rational(a.text));
      const step: Rational = { num: 1n, den: 2n * 10n ** BigInt(places) };
      expect(compare(moved, step)).toBeLessThanOrEqual(0);
      expect(compare({ num: -step.num, den: step.den }, moved)).toBe(-1);
      expect(compare(roundHalfUp(x, places), x)).toBe(0);
    }),
  );
});

test('what is shown reads back as the same number', () => {
  fc.assert(
    fc.property(decimal, fc.integer({ min: 1, max: 99 }), ({ text }, factor) => {
      const product = times(rational(text), rational(String(factor)));
      expect(compare(rational(show(product)), product)).toBe(0);
    }),
  );
});
