import { describe, expect, test } from 'vitest';
import { change, critical, makeOrder, reference, type OrderInput } from '../history-builder.test-helper.ts';
import { contentReasons } from './content-validity.ts';

const reasons = (input: OrderInput): string[] =>
  contentReasons(makeOrder(input), undefined).map((r) => `${r.cause}${r.certain ? '' : '?'}`);

describe('sound orders', () => {
  test.each<[string, OrderInput]>([
    ['two limits', { limits: [reference('70', '180')] }],
    ['one limit', { limits: [reference('70')] }],
    ['critical alone', { limits: [critical('54', '300')] }],
    ['critical equal to reference', { limits: [reference('70', '180'), critical(undefined, '180')] }],
    ['critical outside', { limits: [reference('70', '180'), critical('54', '300')] }],
    ['a change rule alone', { measure: 'weight', rules: [change('gain', '2', 'kg', '3 d')] }],
    ['decimals that are only zeros', { limits: [reference('70.0', '180.00')] }],
    ['decimals of its own precision', { limits: [reference('70.5')], precision: 1 }],
    ['tenths of mmol/L', { unit: 'mmol/L', limits: [reference('3.9', '10.0')] }],
    ['alerts for each', { limits: [reference('70')], rules: [{ kind: 'alert-on', abnormal: 'each' }] }],
  ])('%s', (_name, input) => {
    expect(reasons(input)).toEqual([]);
  });
});

describe('orders that must be refused', () => {
  test.each<[string, OrderInput, string]>([
    ['no limit', { limits: [] }, 'no-limits'],
    ['an absolute range alone', { limits: [{ tier: 'absolute', high: '600' }] }, 'no-limits'],
    ['low above high', { limits: [reference('180', '70')] }, 'contradictory'],
    ['low equal to high', { limits: [reference('100', '100')] }, 'contradictory'],
    ['critical high inside', { limits: [reference('70', '180'), critical(undefined, '170')] }, 'contradictory'],
    ['critical low inside', { limits: [reference('70', '180'), critical('80')] }, 'contradictory'],
    ['two of one tier', { limits: [reference('70'), reference(undefined, '180')] }, 'contradictory'],
    ["another measure's unit", { unit: 'kg', limits: [reference('70')] }, 'limit-unit'],
    [
      "another measure's amount",
      { limits: [reference('70')], rules: [change('gain', '2', 'kg', '3 d')] },
      'limit-unit',
    ],
    ['a limit finer than mg/dL', { limits: [reference('70.5')] }, 'too-fine'],
    ['a limit finer than its precision', { unit: 'mmol/L', limits: [reference('3.95')] }, 'too-fine'],
    ['an end before its start', { start: '2035-01-02T00:00:00Z', end: '2035-01-01T00:00:00Z' }, 'period'],
    ['an end at its start', { start: '2035-01-02T00:00:00Z', end: '2035-01-02T00:00:00Z' }, 'period'],
  ])('%s', (_name, input, cause) => {
    expect(reasons(input)).toContain(cause);
  });
});

describe('orders that a system may refuse', () => {
  test.each<[string, OrderInput]>([
    [
      'a rule not every system has',
      { limits: [reference('70')], rules: [{ kind: 'missing', period: { value: 2, unit: 'd' } }] },
    ],
    ['a meal context', { limits: [{ ...reference('70'), context: 'fasting' }] }],
    ['an absolute range beside limits', { limits: [reference('70'), { tier: 'absolute', high: '600' }] }],
    ['only repeated ones', { limits: [reference('70')], rules: [{ kind: 'alert-on', abnormal: 'none' }] }],
  ])('%s', (_name, input) => {
    expect(reasons(input)).toEqual(['unsupported?']);
  });
});
