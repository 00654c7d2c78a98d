import { describe, expect, test } from 'vitest';
import type { Interval, MealContext, Reading } from '../../../contract/domain/index.ts';
import { critical, makeOrder, makeReading, reference } from '../history-builder.test-helper.ts';
import { rational } from '../arithmetic/rational.ts';
import { boundsOf, contextOf, crosses, implausibleBound, type Bound } from './bounds.ts';
import { alertsOn, limitsCall } from './call.ts';

const absolute = (low?: string, high?: string): Interval => ({ ...reference(low, high), tier: 'absolute' });
const reading = (value: string, ...contexts: MealContext[]): Reading => {
  const [mealContext, ...furtherContexts] = contexts;
  return {
    ...makeReading({ name: 'r', value }),
    ...(mealContext === undefined ? {} : { mealContext }),
    ...(furtherContexts.length === 0 ? {} : { furtherContexts }),
  };
};

test.each<[MealContext[], MealContext | undefined]>([
  [[], undefined],
  [['fasting'], 'fasting'],
  [['fasting', 'fasting'], 'fasting'],
  [['fasting', 'bedtime'], undefined],
  [['fasting', 'fasting', 'bedtime'], undefined],
])('of the contexts %j counts %s', (contexts, expected) =>
  expect(contextOf(reading('120', ...contexts))).toBe(expected),
);

describe('the bounds of an order', () => {
  const order = makeOrder({
    limits: [
      absolute('20', '600'),
      reference('70', '180'),
      { ...reference('80', '130', 'high'), context: 'fasting' },
      critical('54', '300'),
      { ...reference(undefined, '140', 'low'), context: 'bedtime' },
    ],
  });
  const said = (of: Reading): string[] =>
    boundsOf(order, of).map(
      (b) => `${b.tier} ${b.side} ${b.limit.value} ${b.limit.unit}${b.inclusive ? '=' : ''} ${b.context ?? '-'}`,
    );
  test('are critical first, then reference, then absolute', () =>
    expect(said(reading('120'))).toEqual([
      'critical high 300 mg/dL -',
      'critical low 54 mg/dL -',
      'reference high 180 mg/dL -',
      'reference low 70 mg/dL -',
      'absolute high 600 mg/dL -',
      'absolute low 20 mg/dL -',
    ]));
  test('are those of the context where it has one of that side and tier; what is included belongs to it', () => {
    expect(said(reading('120', 'fasting')).slice(2, 4)).toEqual([
      'reference high 130 mg/dL= fasting',
      'reference low 80 mg/dL fasting',
    ]);
    expect(said(reading('120', 'bedtime')).slice(2, 4)).toEqual([
      'reference high 140 mg/dL bedtime',
      'reference low 70 mg/dL -',
    ]);
  });
  test('of a context alone are none of other readings', () => {
    const fasting = makeOrder({ limits: [{ ...reference('80', '130'), context: 'fasting' }] });
    expect(boundsOf(fasting, reading('120'))).toEqual([]);
    expect(boundsOf(fasting, reading('120', 'bedtime'))).toEqual([]);
    expect(boundsOf(fasting, reading('120', 'fasting'))).toHaveLength(2);
  });
});

test.each([
  ['high', '181', false, true],
  ['high', '180', false, false],
  ['high', '180', true, true],
  ['high', '179', true, false],
  ['low', '179', false, true],
  ['low', '180', false, false],
  ['low', '180', true, true],
  ['low', '181', true, false],
] as const)('a %s bound of 180 is crossed by %s (included: %s): %s', (side, value, inclusive, expected) =>
  expect(crosses(rational(value), { side, value: rational('180'), inclusive } as Bound)).toBe(expected),
);

describe('outside the absolute range', () => {
  const order = makeOrder({ limits: [reference('70', '180'), absolute('20', '600')] });
  test.each([
    ['601', '600'],
    ['19', '20'],
    ['600', undefined],
    ['20', undefined],
    ['200', undefined],
    ['HI', undefined],
    ['LO', undefined],
    ['none', undefined],
  ])('%s is beyond %s', (value, expected) => {
    expect(implausibleBound(order, reading(value))?.limit.value).toBe(expected);
    expect(limitsCall(order, reading(value)).kind === 'data-quality').toBe(expected !== undefined);
  });
  test('is nothing where an order has none', () =>
    expect(implausibleBound(makeOrder({ limits: [reference('70', '180')] }), reading('9999'))).toBeUndefined());
  test('HI and LO are not where an order has no other limit', () => {
    const only = makeOrder({ limits: [absolute('20', '600')] });
    expect(['HI', 'LO', '100'].map((value) => limitsCall(only, reading(value)))).toEqual(
      ['HI', 'LO', '100'].map(() => ({ kind: 'none' })),
    );
  });
});

test('which abnormal readings raise an item: as it is said, else by whether there is a rule on repetition', () => {
  const repeated = { kind: 'repeated' as const, count: 2, window: { value: 1, unit: 'd' as const } };
  const said = (abnormal: 'each' | 'repeated' | 'none') => ({ kind: 'alert-on' as const, abnormal });
  const limits = [reference('70', '180')];
  expect(alertsOn(makeOrder({ limits }))).toBe('each');
  expect(alertsOn(makeOrder({ limits, rules: [repeated] }))).toBe('repeated');
  expect(alertsOn(makeOrder({ limits, rules: [{ kind: 'missing', period: { value: 1, unit: 'd' } }] }))).toBe('each');
  for (const abnormal of ['each', 'repeated', 'none'] as const) {
    expect(alertsOn(makeOrder({ limits, rules: [repeated, said(abnormal)] }))).toBe(abnormal);
    expect(alertsOn(makeOrder({ limits, rules: [said(abnormal)] }))).toBe(abnormal);
  }
});
