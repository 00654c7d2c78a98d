import { describe, expect, test } from 'vitest';
import type { Interval } from '../../contract/domain/limit.ts';
import type { Order } from '../../contract/domain/order.ts';
import type { Rule } from '../../contract/domain/rule.ts';
import { orderOf, weightOrderOf } from '../world.test-helper.ts';
import { checkLimits } from './check-limits.ts';
import { checkRules } from './check-rules.ts';
import { sameOrder } from './same-order.ts';

const limits = (...intervals: Interval[]): string | undefined => checkLimits(orderOf({ limits: intervals }))?.code;
const reference = (low?: string, high?: string): Interval => ({
  tier: 'reference',
  ...(low === undefined ? {} : { low }),
  ...(high === undefined ? {} : { high }),
});
const critical = (low?: string, high?: string): Interval => ({ ...reference(low, high), tier: 'critical' });

describe('limits that can be evaluated', () => {
  test.each<[string, Interval[]]>([
    ['both tiers', [reference('70', '160'), critical('54', '300')]],
    ['one side', [reference(undefined, '160')]],
    ['critical alone', [critical('54')]],
    ['critical that touches reference', [reference('70', '160'), critical('70', '160')]],
    ['tiers on different sides', [reference(undefined, '160'), critical('54')]],
    ['zeros behind the point', [reference('70.0', '160.00')]],
  ])('%s', (_title, intervals) => {
    expect(limits(...intervals)).toBeUndefined();
  });

  test.each<[string, Interval[]]>([
    ['low equals high', [reference('160', '160.0')]],
    ['low above high', [reference('161', '160')]],
    ['critical high inside reference', [reference('70', '160'), critical(undefined, '159')]],
    ['critical low inside reference', [reference('70', '160'), critical('71')]],
    ['critical high below the reference low', [reference('70'), critical(undefined, '60')]],
    ['critical low above the reference high', [reference(undefined, '160'), critical('170')]],
    ['two intervals of one tier', [reference('70'), reference(undefined, '160')]],
    ['finer than mg/dL has decimals', [reference('70', '160.5')]],
    ['negative', [reference('-1', '160')]],
  ])('contradictory: %s', (_title, intervals) => {
    expect(limits(...intervals)).toBe('limits-contradictory');
  });

  test('the interval that contradicts is named by its place', () => {
    const at = (...intervals: Interval[]) => checkLimits(orderOf({ limits: intervals }))?.at;
    expect(at(reference('161', '160'))).toBe('ServiceRequest.contained.qualifiedInterval[0]');
    expect(at(reference('70', '160'), critical('71'))).toBe('ServiceRequest.contained.qualifiedInterval[1]');
  });

  test('the precision decides how fine a limit may be', () => {
    expect(checkLimits(orderOf({ precision: 1, limits: [reference('70', '160.5')] }))).toBeUndefined();
    expect(checkLimits(orderOf({ unit: 'mmol/L', limits: [reference('3.9', '8.9')] }))).toBeUndefined();
    expect(checkLimits(orderOf({ unit: 'mmol/L', limits: [reference('3.89')] }))?.code).toBe('limits-contradictory');
  });

  test('none at all, or only an absolute range; a change rule is a limit', () => {
    expect(limits()).toBe('limits-missing');
    expect(limits({ tier: 'absolute', low: '10' })).toBe('limits-missing');
    expect(checkLimits(weightOrderOf())).toBeUndefined();
  });

  test('a unit of the other measure', () => {
    expect(checkLimits(orderOf({ unit: 'kg' }))?.code).toBe('limit-unit');
    expect(checkLimits(weightOrderOf({ unit: 'mg/dL' }))?.code).toBe('limit-unit');
  });
});

const rules = (order: Order): string | undefined => checkRules(order)?.code;

const weight = (...list: Rule[]) => rules(weightOrderOf({ rules: list }));

describe('rules that are built', () => {
  const change: Rule = {
    kind: 'change',
    direction: 'gain',
    amount: { value: '2', unit: 'kg' },
    window: { value: 3, unit: 'd' },
    boundary: 'strict',
  };

  test('change and alert-on each', () => {
    expect(weight(change, { kind: 'alert-on', abnormal: 'each' })).toBeUndefined();
    expect(weight(change, { ...change, direction: 'loss' })).toBeUndefined();
    expect(weight(change, { ...change, window: { value: 24, unit: 'h' } })).toBeUndefined();
  });

  const step = (number: number): Rule => ({
    kind: 'escalation',
    step: number,
    after: { value: 30, unit: 'min' },
    recipient: { system: 's', value: 'v' },
  });
  test.each<[string, readonly Rule[], string | undefined]>([
    ['missing', [{ kind: 'missing', period: { value: 48, unit: 'h' } }], undefined],
    ['a summary', [{ kind: 'summary', period: { value: 7, unit: 'd' } }], undefined],
    ['steps in any order', [step(2), step(1)], undefined],
    ['a step twice', [step(1), step(1)], 'limits-contradictory'],
    ['no first step', [step(2)], 'limits-contradictory'],
    ['a gap between steps', [step(1), step(3)], 'limits-contradictory'],
  ])('by time: %s', (_title, list, refusal) => {
    expect(rules(orderOf({ rules: [...list] }))).toBe(refusal);
  });

  const repeated: Rule = { kind: 'repeated', count: 3, window: { value: 24, unit: 'h' } };
  test.each<[string, readonly Rule[]]>([
    ['repeated', [repeated]],
    ['repeated, said twice over', [repeated, { kind: 'alert-on', abnormal: 'repeated' }]],
    ['digest', [{ kind: 'digest', window: { value: 12, unit: 'h' } }]],
    ['no abnormal ones', [{ kind: 'alert-on', abnormal: 'none' }]],
  ])('%s', (_title, list) => {
    expect(rules(orderOf({ rules: [...list] }))).toBeUndefined();
  });
  test.each(['each', 'none'] as const)('repeated, and alert on %s, contradict each other', (abnormal) => {
    expect(rules(orderOf({ rules: [repeated, { kind: 'alert-on', abnormal }] }))).toBe('limits-contradictory');
  });

  test('limits of a meal context, and an absolute range', () => {
    expect(rules(orderOf({ limits: [reference('70'), { ...reference('80'), context: 'fasting' }] }))).toBeUndefined();
    expect(rules(orderOf({ limits: [reference('70'), { tier: 'absolute', high: '1000' }] }))).toBeUndefined();
  });

  test('what contradicts itself', () => {
    expect(weight(change, { ...change, amount: { value: '3', unit: 'kg' } })).toBe('limits-contradictory');
    expect(rules(orderOf({ rules: [{ kind: 'alert-on', abnormal: 'repeated' }] }))).toBe('limits-contradictory');
    expect(weight({ ...change, amount: { value: '2', unit: 'mg/dL' } })).toBe('limit-unit');
    expect(weight({ ...change, amount: { value: '0', unit: 'kg' } })).toBe('field-not-understood');
  });
});

describe('the same order', () => {
  test('whatever the order of limits, the zeros and the offsets', () => {
    const other = orderOf({
      limits: [
        { tier: 'critical', high: '300.0', low: '54' },
        { tier: 'reference', low: '70', high: '160' },
      ],
      authoredOn: '2026-03-01T14:00:00Z',
    });
    expect(sameOrder(orderOf(), other)).toBe(true);
  });

  test.each<[string, Partial<Order>]>([
    ['status', { status: 'on-hold' }],
    ['a limit', { limits: [{ tier: 'reference', low: '70', high: '161' }] }],
    [
      'inclusiveness',
      {
        limits: [
          { tier: 'reference', low: '70', high: '160', inclusive: 'high' },
          { tier: 'critical', low: '54', high: '300' },
        ],
      },
    ],
    ['recipient', { responsible: { system: 's', value: 'v' } }],
    ['end', { period: { start: '2026-03-01T00:00:00-05:00', end: '2026-06-02T00:00:00-04:00' } }],
    ['reason', { reason: 'E11.65' }],
    ['precision', { precision: 0 }],
    ['unit', { unit: 'mmol/L' }],
  ])('differs by its %s', (_title, over) => {
    expect(sameOrder(orderOf(), orderOf(over))).toBe(false);
  });
});
