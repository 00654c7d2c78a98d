import { describe, expect, test } from 'vitest';
import type { Interval, MealContext, Reading } from '../../../contract/domain/index.ts';
import { critical, makeOrder, makeReading, reference, type OrderInput } from '../history-builder.test-helper.ts';
import type { OrderVersion } from '../course/version.ts';
import { versionOf } from '../version.test-helper.ts';
import { evaluateLimits } from './limits.ts';
import type { UnitCode } from '../../../contract/domain/index.ts';

const version = (limits: readonly Interval[], more: OrderInput = {}): OrderVersion =>
  versionOf(makeOrder({ limits, ...more }));
const outcome = (value: string, v: OrderVersion, unit: UnitCode = 'mg/dL'): string => {
  const { call, interpretation } = evaluateLimits(makeReading({ name: 'r', value, unit }), v);
  return `${interpretation ?? '-'} ${call?.kind ?? 'none'}${call === undefined ? '' : ` ${call.limits.map((l) => l.value).join()}`}`;
};

describe('two limits and two critical ones', () => {
  const v = version([reference('70', '180'), critical('54', '300')]);
  test.each([
    ['53', 'LL critical 54'],
    ['54', 'L abnormal 70'],
    ['69', 'L abnormal 70'],
    ['69.9', 'L abnormal 70'],
    ['70', 'N none'],
    ['120', 'N none'],
    ['180', 'N none'],
    ['180.0', 'N none'],
    ['180.1', 'H abnormal 180'],
    ['181', 'H abnormal 180'],
    ['300', 'H abnormal 180'],
    ['301', 'HH critical 300'],
  ])('%s is %s', (value, expected) => {
    expect(outcome(value, v)).toBe(expected);
  });

  test('critical comes first whatever the order of the intervals', () => {
    expect(outcome('301', version([critical('54', '300'), reference('70', '180')]))).toBe('HH critical 300');
  });
});

describe('inclusive bounds', () => {
  test.each([
    ['high', '180', 'H abnormal 180'],
    ['high', '70', 'N none'],
    ['low', '70', 'L abnormal 70'],
    ['low', '180', 'N none'],
    ['both', '180', 'H abnormal 180'],
    ['both', '70', 'L abnormal 70'],
    ['both', '71', 'N none'],
  ] as const)('%s included: %s is %s', (side, value, expected) => {
    expect(outcome(value, version([reference('70', '180', side)]))).toBe(expected);
  });
});

describe('one-sided limits', () => {
  test.each([
    [reference(undefined, '180'), '20', 'N none'],
    [reference(undefined, '180'), '181', 'H abnormal 180'],
    [reference('70'), '500', 'N none'],
    [reference('70'), '69', 'L abnormal 70'],
    [critical(undefined, '300'), '301', 'HH critical 300'],
    [critical(undefined, '300'), '299', 'N none'],
  ] as const)('%j: %s is %s', (interval, value, expected) => {
    expect(outcome(value, version([interval]))).toBe(expected);
  });
});

describe('units', () => {
  const v = version([reference('70', '180'), critical('54', '250')]);
  test.each([
    ['10.0', 'N none'],
    ['10.1', 'H abnormal 180'],
    ['3.9', 'N none'],
    ['3.8', 'L abnormal 70'],
    ['3.0', 'L abnormal 70'],
    ['2.9', 'LL critical 54'],
  ])('%s mmol/L against mg/dL is %s', (value, expected) => {
    expect(outcome(value, v, 'mmol/L')).toBe(expected);
  });

  test('the factor is 18.0156, not 18', () => {
    expect(outcome('9.3', version([reference(undefined, '167')]), 'mmol/L')).toBe('H abnormal 167');
  });

  test('pounds against kilograms', () => {
    const kg = version([reference(undefined, '95')], { measure: 'weight' });
    expect(outcome('209.5', kg, '[lb_av]')).toBe('N none');
    expect(outcome('209.7', kg, '[lb_av]')).toBe('H abnormal 95');
  });

  test('the precision of the order decides the rounding', () => {
    expect(outcome('10.0', version([reference(undefined, '180.0')], { precision: 1 }), 'mmol/L')).toBe(
      'H abnormal 180.0',
    );
  });
});

describe('off the scale and failed', () => {
  test.each([
    ['HI', [reference('70', '180'), critical('54', '300')], 'HH critical 300'],
    ['HI', [reference('70', '180'), critical('54')], 'H abnormal 180'],
    ['HI', [reference('70')], '- none'],
    ['LO', [reference('70', '180'), critical('54', '300')], 'LL critical 54'],
    ['LO', [reference(undefined, '180')], '- none'],
    ['none', [reference('70', '180')], '- none'],
  ] as const)('%s', (value, limits, expected) => {
    expect(outcome(value, version(limits))).toBe(expected);
  });
});

const features = (value: string, limits: readonly Interval[], unit: UnitCode = 'mg/dL') =>
  evaluateLimits(makeReading({ name: 'r', value, unit }), version(limits)).features;

describe('features, by which requirements pick their cases', () => {
  test('equal, just beyond, far beyond', () => {
    expect(features('180', [reference('70', '180')]).equalsLimit).toBe(true);
    expect(features('181', [reference('70', '180')]).justBeyond).toBe(true);
    expect(features('182', [reference('70', '180')]).justBeyond).toBe(false);
    expect(features('120', [reference('70', '180')]).equalsLimit).toBe(false);
  });
  test('one-sided and critical', () => {
    expect(features('120', [reference('70')]).oneSided).toBe(true);
    expect(features('120', [reference('70'), critical(undefined, '300')]).oneSided).toBe(false);
    expect(features('120', [reference('70'), critical('54')]).hasCritical).toBe(true);
  });
  test('converted', () => {
    expect(features('9.0', [reference('70')], 'mmol/L').converted).toBe(true);
    expect(features('90', [reference('70')]).converted).toBe(false);
  });
  test('converted, and equal to a limit or not', () => {
    expect(features('9.0', [reference('70')], 'mmol/L').equalsLimit).toBe(false);
    expect(features('10.0', [reference('70', '180')], 'mmol/L').equalsLimit).toBe(true);
  });
});

test('the explanation carries the arithmetic and the version', () => {
  const { why } = evaluateLimits(
    makeReading({ name: 'r', value: '10.1', unit: 'mmol/L' }),
    version([reference('70', '180')]),
  );
  expect(why).toBe(
    'limits: 10.1 mmol/L = 182 mg/dL > 180 mg/dL (reference high); order o1 (line 1), limits from 31 December 2034 20:00 +00:00, in force at 2035-01-01T00:00',
  );
});

const FASTING_AND_ABSOLUTE: Interval[] = [
  { tier: 'absolute', high: '400' },
  { tier: 'reference', high: '100', context: 'fasting' },
  reference('70', '180'),
];
const inContext = (value: string, ...contexts: MealContext[]): Reading => {
  const [mealContext, ...furtherContexts] = contexts;
  const reading = makeReading({ name: 'r', value });
  return {
    ...reading,
    ...(mealContext === undefined ? {} : { mealContext }),
    ...(furtherContexts.length === 0 ? {} : { furtherContexts }),
  };
};
test.each<[string, Reading, string]>([
  ['no context: the general bound', inContext('150'), 'N'],
  ['the bound of its context', inContext('150', 'fasting'), 'H'],
  ['the other side stays general', inContext('60', 'fasting'), 'L'],
  ['another context: the general bound', inContext('150', 'bedtime'), 'N'],
  ['two contexts: the general bound', inContext('150', 'fasting', 'bedtime'), 'N'],
  ['outside the absolute range: neither H nor N', inContext('401'), '-'],
  ['at the absolute bound', inContext('400'), 'H'],
])('%s', (_name, reading, expected) => {
  expect(evaluateLimits(reading, version(FASTING_AND_ABSOLUTE)).interpretation ?? '-').toBe(expected);
});
