import { describe, expect, test } from 'vitest';
import { CONTROL_SOLUTION, LOINC_FOR_UNIT } from '../contract/codes/measures.ts';
import { UnitCode, type Reading } from '../contract/domain/index.ts';
import { saidUnit, unitOfReading } from './unit-of-reading.ts';

const NOTHING: Reading['result'] = { kind: 'absent', reason: 'error' };

describe('the unit that a reading says', () => {
  test.each(UnitCode.options)('is that of its number: %s', (unit) => {
    const result = { kind: 'value', quantity: { value: '5', unit } } as const;
    expect(saidUnit({ code: CONTROL_SOLUTION, measure: 'glucose', result })).toBe(unit);
  });

  test.each([
    ['of glucose, that of its code', LOINC_FOR_UNIT['mmol/L'], 'glucose', 'mmol/L'],
    ['of control solution, none', CONTROL_SOLUTION, 'glucose', undefined],
    ['of a weight, none: pounds and kilograms have one code', LOINC_FOR_UNIT.kg, 'weight', undefined],
  ] as const)('without a number %s', (_title, code, measure, unit) => {
    expect(saidUnit({ code, measure, result: NOTHING })).toBe(unit);
  });
});

describe('the unit of a reading', () => {
  test.each(UnitCode.options)('is that of its number or of its bound: %s', (unit) => {
    const quantity = { value: '5', unit };
    const of = { code: CONTROL_SOLUTION, measure: 'glucose' } as const;
    expect(unitOfReading({ ...of, result: { kind: 'value', quantity } })).toBe(unit);
    expect(unitOfReading({ ...of, result: { kind: 'off-scale', direction: 'low', bound: quantity } })).toBe(unit);
  });

  test.each([
    ['mg/dL', 'glucose'],
    ['mmol/L', 'glucose'],
    ['kg', 'weight'],
  ] as const)('without a number it is that of its code: %s', (unit, measure) => {
    const code = LOINC_FOR_UNIT[unit];
    expect(unitOfReading({ code, measure, result: NOTHING })).toBe(unit);
    expect(unitOfReading({ code, measure, result: { kind: 'off-scale', direction: 'high' } })).toBe(unit);
  });

  test.each([
    ['glucose', 'mg/dL'],
    ['weight', 'kg'],
  ] as const)('where the code says none it is one of its measure: %s', (measure, unit) => {
    expect(unitOfReading({ code: CONTROL_SOLUTION, measure, result: NOTHING })).toBe(unit);
  });
});
