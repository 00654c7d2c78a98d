import { describe, expect, test } from 'vitest';
import type { Interval } from '../../contract/domain/limit.ts';
import { collaborators } from '../collaborators.ts';
import { evaluateLimits } from './evaluate-limits.ts';
import { implausible, type Judged } from './implausible.ts';
import { contextOf, limitsFor } from './limits-for.ts';

const GENERAL: Interval = { tier: 'reference', low: '70', high: '180' };

describe('the context that counts', () => {
  test.each([
    ['none is said', {}, undefined],
    ['one', { mealContext: 'fasting' }, 'fasting'],
    ['the same twice', { mealContext: 'fasting', furtherContexts: ['fasting'] }, 'fasting'],
    ['two different ones', { mealContext: 'fasting', furtherContexts: ['bedtime'] }, undefined],
  ] as const)('%s', (_title, reading, expected) => {
    expect(
      contextOf({ ...reading, furtherContexts: [...('furtherContexts' in reading ? reading.furtherContexts : [])] }),
    ).toBe(expected);
  });
});

describe('limits of a context replace the general ones bound by bound', () => {
  test('the bound that it states, and no other', () => {
    const limits = [GENERAL, { tier: 'reference', high: '130', context: 'fasting' } as const];
    expect(limitsFor(limits, { mealContext: 'fasting' })).toEqual([{ tier: 'reference', low: '70', high: '130' }]);
    expect(limitsFor(limits, { mealContext: 'bedtime' })).toEqual([GENERAL]);
    expect(limitsFor(limits, {})).toEqual([GENERAL]);
  });

  test('each tier by itself, critical first', () => {
    const limits: Interval[] = [
      { tier: 'absolute', high: '1000' },
      GENERAL,
      { tier: 'critical', high: '300' },
      { tier: 'critical', low: '60', context: 'fasting' },
    ];
    expect(limitsFor(limits, { mealContext: 'fasting' })).toEqual([
      { tier: 'critical', low: '60', high: '300' },
      GENERAL,
      { tier: 'absolute', high: '1000' },
    ]);
  });

  test('inclusive belongs to the interval that supplied the bound', () => {
    const limits: Interval[] = [
      { ...GENERAL, inclusive: 'both' },
      { tier: 'reference', high: '130', context: 'fasting' },
      { tier: 'reference', high: '140', inclusive: 'high', context: 'bedtime' },
    ];
    expect(limitsFor(limits, { mealContext: 'fasting' })[0]?.inclusive).toBe('low');
    expect(limitsFor(limits, { mealContext: 'bedtime' })[0]?.inclusive).toBe('both');
    expect(limitsFor(limits, {})[0]?.inclusive).toBe('both');
    expect(limitsFor([{ ...GENERAL, inclusive: 'high' }], {})[0]?.inclusive).toBe('high');
  });

  test('a context alone has no bound for other readings', () => {
    expect(limitsFor([{ tier: 'reference', high: '130', context: 'fasting' }], {})).toEqual([]);
  });
});

const valued = (value: string, over: Partial<Judged> = {}): Judged => ({
  result: { kind: 'value', quantity: { value, unit: 'mg/dL' } },
  ...over,
});

describe('outside the absolute range', () => {
  const order = { unit: 'mg/dL', limits: [GENERAL, { tier: 'absolute', low: '10', high: '600' }] } as const;
  const of = (reading: Judged, limits: readonly Interval[] = order.limits) =>
    implausible(reading, { ...order, limits: [...limits] }, collaborators);

  test.each([
    ['600', undefined],
    ['600.1', '600'],
    ['10', undefined],
    ['9.9', '10'],
  ])('%s: %s', (value, bound) => {
    expect(of(valued(value))).toBe(bound);
  });

  test('an inclusive bound is outside itself', () => {
    expect(of(valued('600'), [{ tier: 'absolute', high: '600', inclusive: 'high' }])).toBe('600');
  });

  test('in another unit by the rounded number', () => {
    const mmol = (value: string): Judged => ({ result: { kind: 'value', quantity: { value, unit: 'mmol/L' } } });
    expect(of(mmol('33.32'))).toBeUndefined();
    expect(of(mmol('33.4'))).toBe('600');
  });

  test('what is no number, and an order without such a range', () => {
    expect(of({ result: { kind: 'off-scale', direction: 'high' } })).toBeUndefined();
    expect(of({ result: { kind: 'absent', reason: 'error' } })).toBeUndefined();
    expect(of(valued('5000'), [GENERAL])).toBeUndefined();
  });

  test('it is neither high nor low', () => {
    const found = (value: string) =>
      evaluateLimits(valued(value), { ...order, limits: [...order.limits] }, collaborators)?.interpretation;
    expect([found('601'), found('600'), found('9'), found('10')]).toEqual(['implausible', 'H', 'implausible', 'L']);
  });
});
