import { describe, expect, test } from 'vitest';
import type { RuleClaim } from '../../history/lines.ts';
import { OPTIONAL_RULES, type Interval, type Rule } from '../../../contract/domain/index.ts';
import { change, critical, makeOrder, OKAFOR, reference, type OrderInput } from '../history-builder.test-helper.ts';
import { contentReasons } from './content-validity.ts';

const ALL: ReadonlySet<RuleClaim> = new Set(OPTIONAL_RULES);
const LIMITS = [reference('70', '180')];

/** "cause codes", of a system with every rule unless said otherwise; a `?` where it may take the order as well. */
const reasons = (input: OrderInput, claims: ReadonlySet<RuleClaim> | undefined = ALL): string[] =>
  contentReasons(makeOrder(input), claims).map((r) => `${r.cause}${r.certain ? '' : '?'} ${r.codes.join('|')}`);
const rules = (...list: Rule[]): OrderInput => ({ limits: LIMITS, rules: list });
const step = (number: 1 | 2 | 3): Rule => ({
  kind: 'escalation',
  step: number,
  after: { value: 10, unit: 'min' },
  recipient: OKAFOR,
});
const repeated: Rule = { kind: 'repeated', count: 3, window: { value: 1, unit: 'd' } };
const alertOn = (abnormal: 'each' | 'repeated' | 'none'): Rule => ({ kind: 'alert-on', abnormal });
const missing: Rule = { kind: 'missing', period: { value: 2, unit: 'd' } };
const inContext = (interval: Interval, context: 'fasting' | 'pre-meal'): Interval => ({ ...interval, context });

const CONTRADICTORY = 'contradictory limits-contradictory';

describe('each defect has its own code', () => {
  test.each<[string, OrderInput, string[]]>([
    ['no limit', { limits: [] }, ['no-limits limits-missing']],
    ['low above high', { limits: [reference('180', '70')] }, [CONTRADICTORY]],
    ['another unit, whatever the digits', { unit: 'kg', limits: [reference('70.55')] }, ['limit-unit limit-unit']],
    ['critical limits first', { limits: [critical('71', '300'), reference('70', '180')] }, [CONTRADICTORY]],
    ['another unit', { unit: 'kg', limits: LIMITS }, ['limit-unit limit-unit']],
    [
      'too fine a low bound',
      { limits: [reference('70.5', '180')] },
      ['too-fine limits-contradictory|bad-value|field-not-understood'],
    ],
    [
      'too fine a high bound',
      { limits: [reference('70', '180.5')] },
      ['too-fine limits-contradictory|bad-value|field-not-understood'],
    ],
    [
      'too fine an amount of a change',
      { measure: 'weight', rules: [change('gain', '2.05', 'kg', '3 d')], precision: 1 },
      ['too-fine? limits-contradictory|bad-value|field-not-understood'],
    ],
    [
      'an end at its start',
      { limits: LIMITS, start: '2035-01-02T00:00:00Z', end: '2035-01-02T00:00:00Z' },
      ['period bad-value|malformed|missing-element'],
    ],
    ['two intervals of one tier', { limits: [reference('70'), reference(undefined, '180')] }, [CONTRADICTORY]],
    ['a critical low above the low', { limits: [reference('70', '180'), critical('71')] }, [CONTRADICTORY]],
    [
      'a critical high below the high',
      { limits: [reference('70', '180'), critical(undefined, '179')] },
      [CONTRADICTORY],
    ],
  ])('%s', (_name, input, expected) => {
    expect(reasons(input)).toEqual(expected);
  });
  test.each<[string, OrderInput]>([
    [
      'an order that lasts an instant',
      { limits: LIMITS, start: '2035-01-02T00:00:00Z', end: '2035-01-02T00:00:00.001Z' },
    ],
    ['tiers and contexts apart', { limits: [reference('70'), critical('54'), inContext(reference('80'), 'fasting')] }],
    [
      'a critical bound inside the reference of another context',
      { limits: [inContext(reference('90', '130'), 'fasting'), critical('95', '120')] },
    ],
    [
      'an absolute range that is no limit, and lies inside the limits',
      { limits: [reference('70', '180'), { tier: 'absolute', low: '80', high: '170' }] },
    ],
    ['two contexts', { limits: [inContext(reference('80'), 'fasting'), inContext(reference('90'), 'pre-meal')] }],
    ['an amount of its precision', { measure: 'weight', rules: [change('gain', '2.5', 'kg', '3 d')], precision: 1 }],
  ])('none is seen in %s', (_name, input) => {
    expect(reasons(input)).toEqual([]);
  });
});

describe('rules that do not go together', () => {
  test.each<[string, OrderInput]>([
    ['two of one kind', rules(missing, { ...missing, period: { value: 3, unit: 'd' } })],
    [
      'two changes of one direction and window',
      { measure: 'weight', rules: [change('gain', '2', 'kg', '3 d'), change('gain', '3', 'kg', '3 d')] },
    ],
    ['two of one step', rules(step(1), step(1))],
    ['no first step', rules(step(2))],
    ['a step left out', rules(step(1), step(3))],
    ['alerts for repeated ones without the rule', rules(alertOn('repeated'))],
    ['alerts for each beside a rule on repetition', rules(alertOn('each'), repeated)],
    ['alerts for none beside a rule on repetition', rules(repeated, alertOn('none'))],
  ])('%s', (_name, input) => {
    expect(reasons(input)).toEqual([CONTRADICTORY]);
  });
  test.each<[string, OrderInput]>([
    [
      'changes of two directions',
      { measure: 'weight', rules: [change('gain', '2', 'kg', '3 d'), change('loss', '2', 'kg', '3 d')] },
    ],
    [
      'changes of two lengths',
      { measure: 'weight', rules: [change('gain', '2', 'kg', '3 d'), change('gain', '2', 'kg', '4 d')] },
    ],
    [
      'changes of two kinds of window',
      { measure: 'weight', rules: [change('gain', '2', 'kg', '3 d'), change('gain', '2', 'kg', '3 h')] },
    ],
    ['steps in any order', rules(step(3), step(1), step(2))],
    ['alerts for repeated ones with the rule', rules(alertOn('repeated'), repeated)],
    ['a rule on repetition alone', rules(repeated)],
    ['alerts for none', rules(alertOn('none'))],
    ['alerts for each', rules(alertOn('each'))],
    ['one of each kind', rules(missing, repeated, step(1))],
  ])('but %s do', (_name, input) => {
    expect(reasons(input)).toEqual([]);
  });
});

test('the reason is said in the values of the order', () => {
  const whys = (input: OrderInput, claims: ReadonlySet<RuleClaim> | undefined = ALL): string[] =>
    contentReasons(makeOrder(input), claims).map((r) => r.why);
  expect(whys({ limits: [] })).toEqual(['the order has no limit for its measure']);
  expect(whys({ limits: [reference('180', '70')] })).toEqual(['reference low 180 is not below high 70']);
  expect(whys({ limits: [reference('70', '180'), critical('71', '170')] })).toEqual([
    'the critical low 71 lies inside the reference low 70',
    'the critical high 170 lies inside the reference high 180',
  ]);
  expect(whys({ limits: [reference('70'), reference(undefined, '180')] })).toEqual([
    'two intervals of one tier and context',
  ]);
  expect(whys({ unit: 'kg', limits: LIMITS })).toEqual(['kg is no unit of glucose']);
  expect(whys({ limits: [reference('70.5')] })).toEqual(['limit 70.5 is finer than 0 decimals']);
  const fine: OrderInput = { measure: 'weight', rules: [change('gain', '2.05', 'kg', '3 d')] };
  expect(whys(fine)).toEqual(['the amount of a change is finer than its precision']);
  expect(whys(rules(missing, missing))).toEqual(['two rules missing']);
  expect(whys(rules(step(1), step(1)))).toEqual(['two rules escalation 1']);
  expect(whys({ measure: 'weight', rules: [1, 2].map(() => change('gain', '2', 'kg', '3 d')) })).toEqual([
    'two rules change gain 3 d',
  ]);
  expect(whys(rules(step(2)))).toEqual(['the steps of the escalation are not 1, 2, 3 …']);
  expect(whys(rules(alertOn('repeated')))).toEqual(['alert-on repeated without a rule on repetition']);
  expect(whys(rules(alertOn('each'), repeated))).toEqual(['alert-on each beside a rule on repetition']);
  expect(whys(rules(missing), new Set())).toEqual(['the system has no missing; it refuses, and never ignores it']);
  expect(contentReasons(makeOrder(rules(missing)), undefined).map((r) => r.why)).toEqual([
    'a system may lack missing; then it refuses, and never ignores it',
  ]);
  expect(whys({ limits: LIMITS, start: '2035-01-02T00:00:00Z', end: '2035-01-01T00:00:00Z' })).toEqual([
    'the order ends at 2035-01-01T00:00:00Z, not after its start 2035-01-02T00:00:00Z',
  ]);
});

describe('what a system says that it lacks', () => {
  const NONE: ReadonlySet<RuleClaim> = new Set();
  test.each<[string, OrderInput]>([
    ['missing', rules(missing)],
    ['repeated', rules(repeated)],
    ['escalation', rules(step(1))],
    ['alert-on', rules(alertOn('none'))],
    ['implausible', { limits: [reference('70'), { tier: 'absolute', high: '600' }] }],
    ['meal-context', { limits: [inContext(reference('70'), 'fasting')] }],
  ])('%s', (claim, input) => {
    expect(reasons(input, NONE)).toEqual(['unsupported rule-not-supported']);
    expect(reasons(input, new Set([claim as RuleClaim]))).toEqual([]);
    expect(contentReasons(makeOrder(input), undefined).map((r) => `${r.cause} ${r.codes.join()} ${r.certain}`)).toEqual(
      ['unsupported rule-not-supported false'],
    );
  });
  test.each<[string, OrderInput]>([
    ['plain limits', { limits: LIMITS }],
    ['a change', { measure: 'weight', rules: [change('gain', '2', 'kg', '3 d')] }],
    ['alerts for each', rules(alertOn('each'))],
  ])('%s every system has', (_name, input) => {
    expect(reasons(input, NONE)).toEqual([]);
  });
});
