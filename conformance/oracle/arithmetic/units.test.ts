import { describe, expect, test } from 'vitest';
import { show } from './rational.ts';
import { comparable, convert, precisionOf, sameMeasure } from './units.ts';
import { rational } from './rational.ts';

describe('glucose between its units', () => {
  /** Vectors of the contract: what a mmol/L value is compared as against a limit in whole mg/dL. */
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
  ])('%s mmol/L is compared as %s mg/dL', (value, expected) => {
    expect(show(comparable({ value, unit: 'mmol/L' }, { unit: 'mg/dL' }))).toBe(expected);
  });

  test('a mg/dL value against a mmol/L limit is rounded to one decimal', () => {
    expect(show(comparable({ value: '180', unit: 'mg/dL' }, { unit: 'mmol/L' }))).toBe('10');
    expect(show(comparable({ value: '181', unit: 'mg/dL' }, { unit: 'mmol/L' }))).toBe('10');
    expect(show(comparable({ value: '182', unit: 'mg/dL' }, { unit: 'mmol/L' }))).toBe('10.1');
  });

  test('the same unit is never rounded', () => {
    expect(show(comparable({ value: '160.4', unit: 'mg/dL' }, { unit: 'mg/dL' }))).toBe('160.4');
  });
});

describe('weight between its units', () => {
  test.each([
    ['209.5', '[lb_av]', 'kg', '95'],
    ['209.7', '[lb_av]', 'kg', '95.1'],
    ['95049', 'g', 'kg', '95'],
    ['95050', 'g', 'kg', '95.1'],
    ['95', 'kg', '[lb_av]', '209.4'],
  ] as const)('%s %s against a limit in %s is %s', (value, unit, limit, expected) => {
    expect(show(comparable({ value, unit }, { unit: limit }))).toBe(expected);
  });

  test('conversion itself is exact', () => {
    expect(show(convert(rational('1'), '[lb_av]', 'kg'), 8)).toBe('0.45359237');
    expect(show(convert(rational('1'), 'mmol/L', 'mg/dL'))).toBe('18.0156');
  });
});

describe('precision and measure', () => {
  test("the order's precision is that of its own unit alone", () => {
    expect(precisionOf({ unit: 'mg/dL' }, 'mg/dL')).toBe(0);
    expect(precisionOf({ unit: 'mg/dL', precision: 1 }, 'mg/dL')).toBe(1);
    expect(precisionOf({ unit: 'kg', precision: 3 }, '[lb_av]')).toBe(1);
  });

  test('a stated precision decides how a converted value is rounded', () => {
    expect(show(comparable({ value: '10.0', unit: 'mmol/L' }, { unit: 'mg/dL', precision: 1 }))).toBe('180.2');
  });

  test('units of one measure belong together', () => {
    expect(sameMeasure('mg/dL', 'mmol/L')).toBe(true);
    expect(sameMeasure('kg', 'mmol/L')).toBe(false);
  });
});
