import { describe, expect, test } from 'vitest';
import { CARBOHYDRATE, HEALTH, MEAL, MEDICATION, TESTER } from './glucose-codes.ts';
import { decodeGlucoseContext, encodeGlucoseContext, type GlucoseContext } from './glucose-context.ts';
import { bytesOfHex, hexOf } from './hex.ts';
import { problemIn } from './problem.test-helper.ts';

const FULL: GlucoseContext = {
  sequence: 0x0201,
  carbohydrate: { id: CARBOHYDRATE.lunch, kilograms: { kind: 'number', value: '0.050' } },
  meal: MEAL.postprandial,
  testerHealth: { tester: TESTER.self, health: HEALTH.none },
  exercise: { seconds: 0xffff, intensityPercent: 60 },
  medication: { id: MEDICATION.rapidInsulin, unit: 'L', amount: { kind: 'number', value: '0.00012' } },
  hba1cPercent: { kind: 'number', value: '7.2' },
};
const FULL_HEX = '7F01020232D00251FFFF3C010CB048F0';

const read = (hex: string): GlucoseContext => decodeGlucoseContext(bytesOfHex(hex));

describe('glucose context', () => {
  test('each field has its place', () => {
    expect(hexOf(encodeGlucoseContext(FULL))).toBe(FULL_HEX);
    expect(read(FULL_HEX)).toEqual(FULL);
  });

  test.each([
    ['000102', {}],
    ['0101020232D0', { carbohydrate: FULL.carbohydrate }],
    ['02010202', { meal: FULL.meal }],
    ['04010251', { testerHealth: FULL.testerHealth }],
    ['080102FFFF3C', { exercise: FULL.exercise }],
    ['300102010CB0', { medication: FULL.medication }],
    ['100102010CB0', { medication: { ...FULL.medication, unit: 'kg' } }],
    ['40010248F0', { hba1cPercent: FULL.hba1cPercent }],
    ['04010200', { testerHealth: { tester: 0, health: 0 } }],
    ['040102FF', { testerHealth: { tester: 15, health: 15 } }],
  ])('%s: a field is there exactly when its flag is', (hex, fields) => {
    const context = { sequence: 0x0201, ...fields } as GlucoseContext;
    expect(read(hex)).toEqual(context);
    expect(hexOf(encodeGlucoseContext(context))).toBe(hex);
  });

  test('extended flags come right behind the sequence number; one that is set has no known field', () => {
    expect(read('8201020003')).toEqual({ sequence: 0x0201, meal: MEAL.fasting });
    expect(problemIn(() => read('8201020103'))).toBe('unknown-flags glucose context.extended flags');
    expect(problemIn(() => read('820102'))).toBe('truncated glucose context.extended flags');
  });

  test.each([
    ['', 'flags'],
    ['00', 'sequence'],
    ['010102', 'carbohydrate id'],
    ['01010202', 'carbohydrate'],
    ['020102', 'meal'],
    ['040102', 'tester and health'],
    ['080102FFFF', 'exercise intensity'],
    ['080102FF', 'exercise duration'],
    ['10010201', 'medication'],
    ['100102', 'medication id'],
    ['40010248', 'HbA1c'],
  ])('%s ends within or before its %s', (hex, field) => {
    expect(problemIn(() => read(hex))).toBe(`truncated glucose context.${field}`);
  });

  test('a byte too many', () => {
    expect(problemIn(() => read('00010200'))).toBe('trailing-bytes glucose context');
  });

  test.each([
    [{ sequence: 65_536 }, 'sequence'],
    [{ meal: 256 }, 'meal'],
    [{ testerHealth: { tester: 16, health: 0 } }, 'tester and health'],
    [{ testerHealth: { tester: 0, health: 16 } }, 'tester and health'],
    [{ testerHealth: { tester: -1, health: 1 } }, 'tester and health'],
    [{ testerHealth: { tester: 1, health: -1 } }, 'tester and health'],
    [{ exercise: { seconds: 65_536, intensityPercent: 0 } }, 'exercise duration'],
    [{ exercise: { seconds: 0, intensityPercent: 256 } }, 'exercise intensity'],
    [{ carbohydrate: { id: 256, kilograms: { kind: 'NaN' } } }, 'carbohydrate id'],
    [{ carbohydrate: { id: 1, kilograms: { kind: 'number', value: '2046' } } }, 'carbohydrate'],
    [{ medication: { id: 1, unit: 'kg', amount: { kind: 'number', value: '2046' } } }, 'medication'],
    [{ medication: { id: 256, unit: 'kg', amount: { kind: 'NaN' } } }, 'medication id'],
    [{ hba1cPercent: { kind: 'number', value: '2046' } }, 'HbA1c'],
  ] satisfies [Partial<GlucoseContext>, string][])('%j is not written', (change, field) => {
    expect(problemIn(() => encodeGlucoseContext({ ...FULL, ...change }))).toBe(
      `not-representable glucose context.${field}`,
    );
  });
});
