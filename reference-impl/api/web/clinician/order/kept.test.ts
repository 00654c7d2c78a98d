import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Interval } from '../../../../../contract/domain/limit.ts';
import type { Order } from '../../../../../contract/domain/order.ts';
import type { Rule } from '../../../../../contract/domain/rule.ts';
import { keyOf } from '../../../../../contract/domain/identifier.ts';
import { msOf } from '../../../../clock/instant.ts';
import { JANE, OKAFOR, POOL, RIVERA } from '../../../../world.test-helper.ts';
import { asFields, keepField } from './kept.ts';
import { orderOfForm } from './order-of-form.ts';

const CHOICES = new Map([
  [keyOf(RIVERA), 'me'],
  [keyOf(POOL), 'pool'],
]);
const referenceOf = (key: typeof RIVERA): string | undefined => CHOICES.get(keyOf(key));
const recipientOf = (choice: string) => ({ me: RIVERA, pool: POOL })[choice];

const ORDER: Order = {
  identifier: { system: 'urn:example:order', value: 'O1' },
  patient: JANE,
  measure: 'glucose',
  status: 'active',
  requester: OKAFOR,
  responsible: POOL,
  authoredOn: '2026-03-01T12:00:00Z',
  period: { start: '2026-03-01T12:00:00Z', end: '2026-06-01T12:00:00Z' },
  effectiveFrom: '2026-03-01T12:00:00Z',
  unit: 'mg/dL',
  precision: 1,
  limits: [{ tier: 'reference', low: '70', high: '160.0' }],
  rules: [],
  reason: 'E11.65',
  group: { system: 'urn:example:group', value: 'G1' },
};
const of = (parts: Partial<Order>): Order => ({ ...ORDER, ...parts });

/** What is signed where somebody changes `fields` of the form that an order fills. */
const signed = (order: Order, fields: Readonly<Record<string, string>> = {}) => {
  const { entered, kept } = asFields(order, referenceOf);
  return orderOfForm((field) => fields[field] ?? entered(field), {
    measure: order.measure,
    patient: order.patient,
    requester: RIVERA,
    key: 'not used',
    nowMs: msOf('2026-03-03T12:00:00Z'),
    recipientOf,
    before: { order, kept },
  });
};
const next = (order: Order, fields: Readonly<Record<string, string>> = {}): Order => {
  const made = signed(order, fields);
  if ('problems' in made) throw new Error(JSON.stringify(made.problems));
  return made.order;
};
const sorted = (parts: readonly (Interval | Rule)[]): readonly string[] =>
  parts.map((part) => JSON.stringify(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))).toSorted();

const interval: fc.Arbitrary<Interval> = fc.record(
  {
    tier: fc.constantFrom('reference' as const, 'critical' as const, 'absolute' as const),
    low: fc.constantFrom('54', '70.0'),
    high: fc.constantFrom('180', '300.5'),
    inclusive: fc.constantFrom('low' as const, 'high' as const, 'both' as const),
    context: fc.constantFrom('pre-meal' as const, 'post-meal' as const, 'fasting' as const, 'bedtime' as const),
  },
  { requiredKeys: ['tier', 'low'] },
);
const length = fc.record({
  value: fc.integer({ min: 1, max: 60 }),
  unit: fc.constantFrom('min' as const, 'h' as const, 'd' as const, 'wk' as const),
});
const who = fc.constantFrom(RIVERA, POOL, OKAFOR);
const rule: fc.Arbitrary<Rule> = fc.oneof(
  fc.record({
    kind: fc.constant('change' as const),
    direction: fc.constantFrom('gain' as const, 'loss' as const),
    amount: fc.record({
      value: fc.constantFrom('2', '2.50'),
      unit: fc.constantFrom('mg/dL' as const, 'mmol/L' as const),
    }),
    window: length,
    boundary: fc.constantFrom('strict' as const, 'inclusive' as const),
  }),
  fc.record({ kind: fc.constant('repeated' as const), count: fc.integer({ min: 2, max: 9 }), window: length }),
  fc.record({ kind: fc.constant('missing' as const), period: length }),
  fc.record({ kind: fc.constant('digest' as const), window: length }),
  fc.record({ kind: fc.constant('escalation' as const), step: fc.constantFrom(1, 2), after: length, recipient: who }),
  fc.record(
    { kind: fc.constant('summary' as const), period: length, recipient: who },
    { requiredKeys: ['kind', 'period'] },
  ),
  fc.record({ kind: fc.constant('alert-on' as const), abnormal: fc.constantFrom('each' as const, 'none' as const) }),
);

describe('an order in its form', () => {
  test('is signed with every limit and rule that it had, whatever they are: nothing is lost by opening and signing it', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(interval, { maxLength: 12, selector: ({ tier, context }) => `${tier} ${context}` }),
        fc.array(rule, { maxLength: 12 }),
        (limits, rules) => {
          const order = of({ limits, rules });
          const after = next(order);
          expect(sorted(after.limits)).toEqual(sorted(limits));
          expect(sorted(after.rules)).toEqual(sorted(rules));
        },
      ),
    );
  });

  test('stays the same order of the same patient; the end, unit, reason and recipient are those that it had', () => {
    const { identifier, patient, measure, status, responsible, period, unit, precision, reason, group } = ORDER;
    expect(next(ORDER)).toEqual({
      identifier,
      patient,
      measure,
      status,
      responsible,
      period,
      unit,
      precision,
      reason,
      group,
      limits: ORDER.limits,
      rules: [],
      requester: RIVERA,
      authoredOn: '2026-03-03T12:00:00.000Z',
    });
  });

  test('has other limits where they are changed, a new end, and an instant from which it holds', () => {
    const changed = next(ORDER, { 'abnormal-high': '', 'critical-high': '300', days: '10', 'from-hours': '24' });
    expect(changed.limits).toEqual([
      { tier: 'reference', low: '70' },
      { tier: 'critical', high: '300' },
    ]);
    expect(changed.period).toEqual({ start: '2026-03-01T12:00:00Z', end: '2026-03-13T12:00:00.000Z' });
    expect(changed.effectiveFrom).toBe('2026-03-04T12:00:00.000Z');
    expect(next(ORDER, { 'from-hours': '0' }).effectiveFrom).toBeUndefined();
  });

  test('on hold stays on hold', () => {
    expect(next(of({ status: 'on-hold' })).status).toBe('on-hold');
  });

  test('loses a part without fields only where its box is emptied', () => {
    const order = of({ rules: [{ kind: 'missing', period: { value: 3, unit: 'd' } }] });
    expect(next(order).rules).toEqual(order.rules);
    expect(next(order, { [keepField(0)]: '', 'missing-hours': '48' }).rules).toEqual([
      { kind: 'missing', period: { value: 48, unit: 'h' } },
    ]);
  });

  test('keeps its unit while a limit without fields is kept, whose figures are in that unit', () => {
    const order = of({ limits: [...ORDER.limits, { tier: 'reference', low: '80', context: 'fasting' }] });
    const inOther = { unit: 'mmol/L', 'abnormal-low': '4', 'abnormal-high': '9' };
    const made = signed(order, inOther);
    expect('problems' in made && made.problems.map(({ field }) => field)).toEqual(['unit']);
    expect(next(order, { ...inOther, [keepField(0)]: '' }).unit).toBe('mmol/L');
  });

  test('in a unit that the form does not offer to others keeps it', () => {
    const order = of({ measure: 'weight', unit: 'g', limits: [{ tier: 'reference', high: '90000' }] });
    expect(next(order)).toMatchObject({ unit: 'g', limits: order.limits });
  });

  test.each([
    ['from-hours', '-1'],
    ['from-hours', 'tomorrow'],
    ['days', '0'],
  ])('is not made of %s %s', (field, text) => {
    const made = signed(ORDER, { [field]: text });
    expect('problems' in made && made.problems.map((problem) => problem.field)).toEqual([field]);
  });
});
