import { describe, expect, test } from 'vitest';
import { displayed, type GlucoseUnit } from './display.ts';

describe('what a meter shows', () => {
  test.each<[number, GlucoseUnit, string]>([
    [123.4, 'mg/dL', '123'],
    [123.5, 'mg/dL', '124'],
    [19.5, 'mg/dL', '20'],
    [600.4, 'mg/dL', '600'],
    [126.1092, 'mmol/L', '7.0'],
    [70, 'mmol/L', '3.9'],
    [180, 'mmol/L', '10.0'],
    [19.9, 'mmol/L', '1.1'],
    [600, 'mmol/L', '33.3'],
  ])('%d mg/dL in %s is %s', (measured, unit, value) => {
    expect(displayed(measured, unit)).toEqual({ kind: 'value', quantity: { value, unit } });
  });

  test.each<[number, GlucoseUnit, 'high' | 'low', string]>([
    [600.5, 'mg/dL', 'high', '600'],
    [5000, 'mg/dL', 'high', '600'],
    [19.4, 'mg/dL', 'low', '20'],
    [-3, 'mg/dL', 'low', '20'],
    [601.9, 'mmol/L', 'high', '33.3'],
    [18, 'mmol/L', 'low', '1.1'],
  ])('%d mg/dL in %s is off the scale, %s', (measured, unit, direction, bound) => {
    expect(displayed(measured, unit)).toEqual({ kind: 'off-scale', direction, bound: { value: bound, unit } });
  });

  test('tenths of mmol/L are never dropped', () => {
    for (let measured = 20; measured <= 600; measured += 0.7) {
      const result = displayed(measured, 'mmol/L');
      if (result.kind === 'value') expect(result.quantity.value).toMatch(/^\d{1,2}\.\d$/);
    }
  });
});
