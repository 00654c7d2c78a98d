import { describe, expect, test } from 'vitest';
import type { Interval, Rule } from '../../../contract/domain/index.ts';
import { critical, makeOrder, makeReading, reference, type OrderInput } from '../history-builder.test-helper.ts';
import { versionOf } from '../version.test-helper.ts';
import { evaluateLimits, evaluatePlausibility } from './limits.ts';

const absolute = (low?: string, high?: string): Interval => ({ ...reference(low, high), tier: 'absolute' });
const evaluated = (value: string, input: OrderInput, unit: 'mg/dL' | 'mmol/L' = 'mg/dL') =>
  evaluateLimits(makeReading({ name: 'r', value, unit }), versionOf(makeOrder(input)));
/** Features that hold, sorted, and the sentence for a person without the version at its end. */
const told = (...of: Parameters<typeof evaluated>): string[] => {
  const { features, why, family } = evaluated(...of);
  expect(family).toBe('limits');
  const holds = Object.entries(features).flatMap(([name, value]) => (value === true ? [name] : []));
  expect(why).toMatch(/^limits: .*; order o1 /);
  return [holds.sort().join(' '), why.slice('limits: '.length, why.indexOf('; order '))];
};
const BOTH: OrderInput = { limits: [reference('70', '180'), critical('54', '300')] };
const repeated: Rule = { kind: 'repeated', count: 3, window: { value: 1, unit: 'd' } };

describe('what an evaluation says of itself', () => {
  test.each<[string, Parameters<typeof told>, string, unknown]>([
    ['within', ['120', BOTH], 'hasCritical', '120 mg/dL is within reference 70 to 180, critical 54 to 300 mg/dL'],
    [
      'within, beside an absolute range',
      ['120', { limits: [absolute('20', '600'), critical(undefined, '300')] }],
      'hasCritical oneSided',
      '120 mg/dL is within critical up to 300 mg/dL',
    ],
    [
      'under an absolute range alone',
      ['120', { limits: [absolute('20', '600')] }],
      '',
      '120 mg/dL, and no limit applies',
    ],
    ['further below', ['60', BOTH], 'hasCritical', '60 mg/dL < 70 mg/dL (reference low)'],
    ['equal', ['180', BOTH], 'equalsLimit hasCritical', '180 mg/dL equals the reference high limit, which is inside'],
    ['just beyond', ['181', BOTH], 'hasCritical justBeyond', '181 mg/dL > 180 mg/dL (reference high)'],
    ['further beyond', ['182', BOTH], 'hasCritical', '182 mg/dL > 180 mg/dL (reference high)'],
    ['just below', ['69', BOTH], 'hasCritical justBeyond', '69 mg/dL < 70 mg/dL (reference low)'],
    ['critical', ['320', BOTH], 'hasCritical', '320 mg/dL > 300 mg/dL (critical high)'],
    [
      'an included bound',
      ['180', { limits: [reference('70', '180', 'high')] }],
      'justBeyond',
      '180 mg/dL >= 180 mg/dL (reference high)',
    ],
    ['one-sided', ['120', { limits: [reference('70')] }], 'oneSided', '120 mg/dL is within reference from 70 up mg/dL'],
    ['HI', ['HI', BOTH], 'hasCritical offScale', 'HI is beyond > 300 mg/dL (critical high)'],
    ['LO', ['LO', BOTH], 'hasCritical offScale', 'LO is beyond < 54 mg/dL (critical low)'],
    [
      'HI without a high limit',
      ['HI', { limits: [reference('70')] }],
      'offScale oneSided',
      'HI, and the order has no high limit: filed only',
    ],
    [
      'LO without a low limit',
      ['LO', { limits: [reference(undefined, '180')] }],
      'offScale oneSided',
      'LO, and the order has no low limit: filed only',
    ],
    ['a failure', ['none', BOTH], 'failed hasCritical', 'no value was measured (error): filed, never an item'],
    [
      'an implausible number',
      ['601', { limits: [reference('70', '180'), absolute('20', '600')] }],
      'implausible',
      '601 mg/dL > 600 mg/dL (absolute high), so it is no measurement of this patient',
    ],
    [
      'another unit',
      ['10.1', { limits: [reference('70', '180')] }, 'mmol/L'],
      'converted',
      '10.1 mmol/L = 182 mg/dL > 180 mg/dL (reference high)',
    ],
    [
      'one of several to come',
      ['200', { limits: [reference('70', '180')], rules: [repeated] }],
      'notEach',
      '200 mg/dL > 180 mg/dL (reference high), and the order asks for repeated ones',
    ],
    [
      'one that nobody wants',
      ['200', { limits: [reference('70', '180')], rules: [{ kind: 'alert-on', abnormal: 'none' }] }],
      'notEach',
      '200 mg/dL > 180 mg/dL (reference high), and the order asks for critical ones alone',
    ],
  ])('%s', (_name, given, features, why) => {
    expect(told(...given)).toEqual([features, why]);
  });

  test('a bound of the meal context is named', () => {
    const order = makeOrder({ limits: [{ ...reference('80', '130'), context: 'fasting' }, reference('70', '180')] });
    const fasting = { ...makeReading({ name: 'r', value: '140' }), mealContext: 'fasting' as const };
    const { features, why, interpretation } = evaluateLimits(fasting, versionOf(order));
    expect([features.inContext, interpretation]).toEqual([true, 'H']);
    expect(why).toMatch(/^limits: 140 mg\/dL > 130 mg\/dL \(reference high, fasting\); order o1 /);
    const casual = evaluateLimits({ ...fasting, mealContext: 'casual' }, versionOf(order));
    expect([casual.features.inContext, casual.interpretation]).toEqual([false, 'N']);
    expect(evaluateLimits(makeReading({ name: 'r', value: '140' }), versionOf(order)).features.inContext).toBe(false);
  });
});

test('an item is called for with the limit crossed, and no more', () => {
  expect(evaluated('181', BOTH).call).toEqual({
    kind: 'abnormal',
    interpretation: ['H'],
    mayAlso: [],
    limits: [{ value: '180', unit: 'mg/dL' }],
    baselines: [],
  });
});

test('where the context gives one side alone, a bound of it counts', () => {
  const order = makeOrder({
    limits: [{ ...reference(undefined, '130'), context: 'fasting' }, reference('70', '180')],
  });
  const fasting = { ...makeReading({ name: 'r', value: '120' }), mealContext: 'fasting' as const };
  expect(evaluateLimits(fasting, versionOf(order)).features.inContext).toBe(true);
});

test('an order that has no limit says nothing of a reading', () => {
  expect(evaluated('120', { limits: [absolute('20', '600')] }).interpretation).toBeUndefined();
  expect(evaluated('120', BOTH).interpretation).toBe('N');
});

describe('the absolute range by itself', () => {
  const limits = [reference('70', '180'), absolute('20', '600')];
  const plausibility = (value: string) =>
    evaluatePlausibility(makeReading({ name: 'r', value }), versionOf(makeOrder({ limits })));
  test('a number outside it calls for an item', () => {
    expect(plausibility('601')).toMatchObject({
      family: 'data-quality',
      call: {
        kind: 'data-quality',
        interpretation: [],
        mayAlso: [],
        limits: [{ value: '600', unit: 'mg/dL' }],
        baselines: [],
      },
      features: { implausible: true },
      why: expect.stringMatching(/^implausible: 601 mg\/dL > 600 mg\/dL \(absolute high\); order o1 /),
    });
  });
  test.each([
    ['599', '599 mg/dL'],
    ['HI', 'no number'],
    ['none', 'no number'],
  ])('%s does not', (value, shown) => {
    expect(plausibility(value)).toMatchObject({
      family: 'data-quality',
      call: undefined,
      interpretation: undefined,
      features: {},
      why: expect.stringMatching(`^implausible: ${shown} is not outside the absolute range; order o1 `),
    });
  });
});
