import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DecimalText } from '../../domain/index.ts';
import { decodeNumber, encodeNumber } from './number.ts';

describe('numbers', () => {
  test.each([
    ['7.0', '7.0'],
    ['160', '160'],
    ['0', '0'],
    ['-0.50', '-0.50'],
    ['+7.0', '7.0'],
    ['007.0', '7.0'],
    ['00', '0'],
    ['.5', '0.5'],
    ['5.', '5'],
  ])('NM %s is the decimal %s', (wire, decimal) => {
    expect(decodeNumber(wire)).toEqual({ ok: true, value: decimal });
    expect(DecimalText.safeParse(decimal).success).toBe(true);
  });

  test.each([
    '',
    '.',
    '-',
    '+',
    '7,0',
    '1e2',
    'NaN',
    'Infinity',
    'HI',
    '0x10',
    '1 ',
    ' 1',
    '1.2.3',
    '--1',
    '٣',
    '1'.repeat(33),
  ])('%j is none', (wire) => {
    expect(decodeNumber(wire, 'OBX^1^5')).toMatchObject({ ok: false, refusal: { code: 'bad-value', at: 'OBX^1^5' } });
  });

  test.each([
    ['1e2', '100'],
    ['1.50E+1', '15.0'],
    ['1.5e3', '1500'],
    ['-12.5e-3', '-0.0125'],
    ['0.05e1', '0.5'],
    ['0e5', '0'],
    ['1.23e0', '1.23'],
  ])('the decimal %s is written %s', (decimal, wire) => {
    expect(encodeNumber(decimal)).toBe(wire);
  });

  test('every decimal keeps its value, and its text when it has no exponent', () => {
    const exponent = fc.integer({ min: -12, max: 12 }).map((power) => `e${power}`);
    const decimal = fc
      .tuple(fc.stringMatching(/^-?(?:0|[1-9]\d{0,4})(?:\.\d{1,4})?$/), fc.option(exponent, { nil: '' }))
      .map(([mantissa, power]) => `${mantissa}${power}`);
    fc.assert(
      fc.property(decimal, (text) => {
        const wire = encodeNumber(text);
        expect(decodeNumber(wire)).toEqual({ ok: true, value: wire });
        expect(Number(wire)).toBe(Number(text));
        if (!text.includes('e')) expect(wire).toBe(text);
      }),
    );
  });
});
