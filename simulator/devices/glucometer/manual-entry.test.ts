import { describe, expect, test } from 'vitest';
import { METER_MODELS, type MeterModel } from './meter-model.ts';
import {
  anyLevels,
  inSteps,
  lastDigitChiSquare,
  measured,
  samplingAt,
  shownNumber,
  START_MS,
} from './meter.test-helper.ts';

const TESTS = 6000;
/** 99.9 % of even digits stay below it (9 degrees of freedom). */
const CRITICAL = 27.9;
const numbersOf = (entry: MeterModel['entry'], unit: MeterModel['unit']): number[] =>
  measured({ ...METER_MODELS.average, entry, unit }, inSteps(anyLevels(TESTS))).map(
    (record) => shownNumber(record) * (unit === 'mg/dL' ? 1 : 10),
  );

describe.each(['mg/dL', 'mmol/L'] as const)('last digits in %s', (unit) => {
  test('read out by the phone are even', () => {
    expect(lastDigitChiSquare(numbersOf('electronic', unit))).toBeLessThan(CRITICAL);
  });

  test('typed in are not: 40 % end in 0 or 5', () => {
    const numbers = numbersOf('by-hand', unit);
    expect(lastDigitChiSquare(numbers)).toBeGreaterThan(10 * CRITICAL);
    const round = numbers.filter((n) => Math.round(n) % 5 === 0).length / TESTS;
    expect(Math.abs(round - 0.4)).toBeLessThan(0.02);
  });
});

test('a person rounds to what is near, and the record says who typed it', () => {
  const model = { ...METER_MODELS.average, entry: 'by-hand' } as const;
  const typed = measured(model, inSteps(anyLevels(500)));
  const read = measured(METER_MODELS.average, inSteps(anyLevels(500)));
  typed.forEach((record, i) => {
    const shown = read[i];
    if (shown === undefined) throw new Error('as many were read');
    expect(record.userEntered).toBe(true);
    expect(shown).not.toHaveProperty('userEntered');
    expect(Math.abs(shownNumber(record) - shownNumber(shown))).toBeLessThanOrEqual(2.5);
  });
});

test('HI is typed in as HI', () => {
  const [record] = measured({ ...METER_MODELS.good, entry: 'by-hand' }, [samplingAt(START_MS, 900)]);
  expect(record?.result).toMatchObject({ kind: 'off-scale', direction: 'high' });
});
