import { describe, expect, test } from 'vitest';
import type { UnitCode } from '../../contract/domain/quantity.ts';
import { comparable, precisionOf } from './comparable.ts';
import { convert } from './convert.ts';
import { decimalText, fractionOf } from './fraction.ts';

const held = (value: string, unit: UnitCode, limit: UnitCode, precision?: number): string =>
  decimalText(
    comparable({ value, unit }, { unit: limit, ...(precision === undefined ? {} : { precision }) }, { convert }),
  );

describe('the number that is held against a limit', () => {
  // standards.md 7.2, vector by vector; the last one tells factor 18.0156 from 18.
  test.each([
    ['10.0', '180'],
    ['8.9', '160'],
    ['9.0', '162'],
    ['3.9', '70'],
    ['3.8', '68'],
    ['3.0', '54'],
    ['2.9', '52'],
    ['11.1', '200'],
    ['9.3', '168'],
  ])('%s mmol/L is %s mg/dL', (mmol, mg) => {
    expect(held(mmol, 'mmol/L', 'mg/dL')).toBe(mg);
  });

  test('mg/dL against a limit in mmol/L has one decimal', () => {
    expect(held('180', 'mg/dL', 'mmol/L')).toBe('10');
    expect(held('126', 'mg/dL', 'mmol/L')).toBe('7');
    expect(held('161', 'mg/dL', 'mmol/L')).toBe('8.9');
  });

  test('pounds against kilograms, and grams', () => {
    expect(held('180', '[lb_av]', 'kg')).toBe('81.6');
    expect(held('81.6', 'kg', '[lb_av]')).toBe('179.9');
    expect(held('81650', 'g', 'kg')).toBe('81.7');
    expect(held('81649', 'g', 'kg')).toBe('81.6');
  });

  test('the same unit is compared as sent, without rounding', () => {
    expect(held('160.4', 'mg/dL', 'mg/dL')).toBe('160.4');
  });

  test("the order's own precision wins for its unit, and for no other", () => {
    expect(held('10.0', 'mmol/L', 'mg/dL', 2)).toBe('180.16');
    expect(precisionOf({ unit: 'kg', precision: 2 }, '[lb_av]')).toBe(1);
    expect(precisionOf({ unit: 'kg', precision: 2 }, 'kg')).toBe(2);
  });

  test('84 tenths of mmol/L between 1.0 and 33.3 round otherwise with factor 18', () => {
    const tenths = Array.from({ length: 324 }, (_, i) => ((i + 10) / 10).toFixed(1));
    const other = tenths.filter(
      (mmol) => held(mmol, 'mmol/L', 'mg/dL') !== String(((Math.round(Number(mmol) * 10) * 18) / 10 + 0.5) | 0),
    );
    expect(other).toHaveLength(84);
  });

  test('units of two measures cannot be converted', () => {
    expect(() => convert(fractionOf('1'), 'kg', 'mg/dL')).toThrow(/no unit of the same measure/);
  });
});
