import { describe, expect, test } from 'vitest';
import type { Interval } from '../../contract/domain/limit.ts';
import type { ReadingResult } from '../../contract/domain/reading.ts';
import { collaborators } from '../collaborators.ts';
import { evaluateLimits } from './evaluate-limits.ts';
import { severest } from './severest.ts';

const TWO_TIERS: readonly Interval[] = [
  { tier: 'reference', low: '70', high: '160' },
  { tier: 'critical', low: '54', high: '300' },
];
const value = (text: string): ReadingResult => ({ kind: 'value', quantity: { value: text, unit: 'mg/dL' } });
const judge = (result: ReadingResult, limits: readonly Interval[]) =>
  evaluateLimits({ result }, { limits: [...limits], unit: 'mg/dL' }, collaborators);
const code = (text: string, limits: readonly Interval[] = TWO_TIERS) => judge(value(text), limits)?.interpretation;

describe('limits of two tiers', () => {
  test.each([
    ['53.9', 'LL'],
    ['54', 'L'],
    ['69.99', 'L'],
    ['70', 'N'],
    ['70.0', 'N'],
    ['100', 'N'],
    ['160', 'N'],
    ['160.0', 'N'],
    ['160.4', 'H'],
    ['161', 'H'],
    ['300', 'H'],
    ['300.01', 'HH'],
    ['1e3', 'HH'],
  ])('%s is %s: equal to a bound is inside, critical comes first', (text, expected) => {
    expect(code(text)).toBe(expected);
  });

  test('critical comes first whatever the order of the intervals', () => {
    expect(code('305', TWO_TIERS.toReversed())).toBe('HH');
  });

  test('the bound that was crossed is named as it was written', () => {
    expect(judge(value('305'), [{ tier: 'critical', high: '300.0' }])).toEqual({
      interpretation: 'HH',
      bound: '300.0',
    });
    expect(judge(value('60'), TWO_TIERS)).toEqual({ interpretation: 'L', bound: '70' });
  });
});

const inclusive = (which: 'low' | 'high' | 'both'): readonly Interval[] => [
  { tier: 'reference', low: '70', high: '160', inclusive: which },
];

describe('inclusive bounds', () => {
  test.each([
    ['high', '160', 'H'],
    ['high', '70', 'N'],
    ['low', '70', 'L'],
    ['low', '160', 'N'],
    ['both', '160.0', 'H'],
    ['both', '70', 'L'],
    ['both', '100', 'N'],
  ] as const)('%s: %s is %s', (which, text, expected) => {
    expect(code(text, inclusive(which))).toBe(expected);
  });
});

describe('one-sided limits', () => {
  test('only a high, only a low, only a critical', () => {
    expect(code('1', [{ tier: 'reference', high: '160' }])).toBe('N');
    expect(code('161', [{ tier: 'reference', high: '160' }])).toBe('H');
    expect(code('999', [{ tier: 'reference', low: '70' }])).toBe('N');
    expect(code('69', [{ tier: 'reference', low: '70' }])).toBe('L');
    expect(code('161', [{ tier: 'critical', high: '300' }])).toBe('N');
  });

  test('no interval at all judges nothing', () => {
    expect(code('161', [])).toBeUndefined();
  });
});

describe('off the scale of the meter', () => {
  const HI: ReadingResult = { kind: 'off-scale', direction: 'high', bound: { value: '600', unit: 'mg/dL' } };
  const LO: ReadingResult = { kind: 'off-scale', direction: 'low' };
  test('HI is critical where there is a critical high, else high, else nothing', () => {
    expect(judge(HI, TWO_TIERS)).toEqual({ interpretation: 'HH', bound: '300' });
    expect(
      judge(HI, [
        { tier: 'reference', high: '160' },
        { tier: 'critical', low: '54' },
      ])?.interpretation,
    ).toBe('H');
    expect(judge(HI, [{ tier: 'reference', low: '70' }])).toBeUndefined();
  });
  test('LO in the same way', () => {
    expect(judge(LO, TWO_TIERS)?.interpretation).toBe('LL');
    expect(judge(LO, [{ tier: 'reference', low: '70' }])?.interpretation).toBe('L');
    expect(judge(LO, [{ tier: 'critical', high: '300' }])).toBeUndefined();
  });
  test('a failed measurement is judged by nothing', () => {
    expect(judge({ kind: 'absent', reason: 'error' }, TWO_TIERS)).toBeUndefined();
  });
});

describe('over several orders', () => {
  test('the most severe counts, the first among equals', () => {
    expect(
      severest([{ interpretation: 'N' }, { interpretation: 'HH', bound: '1' }, { interpretation: 'H', bound: '1' }]),
    ).toBe('HH');
    expect(
      severest([
        { interpretation: 'L', bound: '1' },
        { interpretation: 'H', bound: '1' },
      ]),
    ).toBe('L');
    expect(severest([])).toBeUndefined();
  });
});
