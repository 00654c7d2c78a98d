import { describe, expect, test } from 'vitest';
import type { Reading, Rule, UnitCode } from '../../../contract/domain/index.ts';
import { change, makeOrder, makeReading } from '../history-builder.test-helper.ts';
import { versionOf } from '../version.test-helper.ts';
import { changeRules, crossesAmount, crossing, nearestMiss } from './change.ts';

const weight = (name: string, value: string, at: string, unit: UnitCode = 'kg'): Reading =>
  makeReading({ name, value, unit, at });
const cross = (rule: Rule, from: Reading, to: Reading) => {
  const version = versionOf(makeOrder({ measure: 'weight', rules: [rule] }));
  const [only] = changeRules(version);
  if (only === undefined) throw new Error('no change rule');
  return crossing(only, from, to, version);
};

const MONDAY = '2035-03-05T08:00:00-05:00';
const TUESDAY = '2035-03-06T08:00:00-05:00';
const GAIN = change('gain', '2', 'kg', '3 d');

describe('a gain', () => {
  test.each([
    ['80.0', '82.0', false, 'exactly the amount'],
    ['80.0', '82.1', true, 'a tenth more'],
    ['80.0', '82.01', true, 'unrounded in one unit'],
    ['82.0', '80.0', false, 'a loss'],
    ['80.0', '80.0', false, 'nothing'],
  ] as const)('from %s to %s: %s (%s)', (from, to, expected, _why) => {
    expect(cross(GAIN, weight('a', from, MONDAY), weight('b', to, TUESDAY)) !== undefined).toBe(expected);
  });

  test('is U, with its size and arithmetic', () => {
    const found = cross(GAIN, weight('a', '80.0', MONDAY), weight('b', '82.3', TUESDAY));
    expect(found).toMatchObject({ interpretation: 'U', size: { num: 230n, den: 100n } });
    expect(found?.why).toBe(`gain from 80.0 kg at ${MONDAY} to 82.3 kg: 2.3 > 2 kg within 3 d`);
  });

  test('never against itself, an equal instant or a later one', () => {
    expect(cross(GAIN, weight('a', '80.0', TUESDAY), weight('b', '90.0', TUESDAY))).toBeUndefined();
    expect(cross(GAIN, weight('a', '80.0', TUESDAY), weight('b', '90.0', MONDAY))).toBeUndefined();
  });

  test('never outside the window', () => {
    expect(cross(GAIN, weight('a', '80.0', '2035-03-02T23:00:00-05:00'), weight('b', '90.0', TUESDAY))).toBeUndefined();
    expect(cross(GAIN, weight('a', '80.0', '2035-03-03T00:00:00-05:00'), weight('b', '90.0', TUESDAY))).toBeDefined();
  });
});

describe('a loss', () => {
  const LOSS = change('loss', '2', 'kg', '3 d');
  test.each([
    ['82.1', '80.0', true],
    ['82.0', '80.0', false],
    ['80.0', '90.0', false],
  ] as const)('from %s to %s: %s', (from, to, expected) => {
    expect(cross(LOSS, weight('a', from, MONDAY), weight('b', to, TUESDAY))?.interpretation).toBe(
      expected ? 'D' : undefined,
    );
  });
});

test('an inclusive boundary takes in no less than the amount', () => {
  const inclusive: Rule = { ...GAIN, kind: 'change', boundary: 'inclusive' } as Rule;
  expect(cross(inclusive, weight('a', '80.0', MONDAY), weight('b', '81.99', TUESDAY))).toBeUndefined();
});

test('an inclusive boundary takes the amount itself in', () => {
  const inclusive: Rule = { ...GAIN, kind: 'change', boundary: 'inclusive' } as Rule;
  expect(cross(inclusive, weight('a', '80.0', MONDAY), weight('b', '82.0', TUESDAY))?.why).toContain('2 >= 2 kg');
});

describe('a difference over units is converted exactly and rounded once', () => {
  const pounds = change('gain', '3', '[lb_av]', '1 d');
  test.each([
    ['80.0', '81.3', false, '2.87 lb is 2.9'],
    ['80.0', '81.4', true, '3.09 lb is 3.1'],
    ['80.00', '81.38', false, '3.042 lb is 3.0, not more than 3'],
  ] as const)('from %s kg to %s kg under 3 lb: %s (%s)', (from, to, expected, _why) => {
    expect(cross(pounds, weight('a', from, MONDAY), weight('b', to, TUESDAY)) !== undefined).toBe(expected);
  });

  test('so is one of which a single value is in the unit of the amount', () => {
    const kilo = change('gain', '2', 'kg', '1 d');
    const [kg, lb] = [weight('a', '80.0', MONDAY), weight('b', '180.8', TUESDAY, '[lb_av]')];
    expect(cross(kilo, kg, lb)).toBeUndefined();
    expect(cross(kilo, kg, weight('b', '181.0', TUESDAY, '[lb_av]'))?.size).toEqual({ num: 21n, den: 10n });
    expect(cross(kilo, weight('a', '176.4', MONDAY, '[lb_av]'), weight('b', '82.04', TUESDAY))).toBeUndefined();
  });

  test('rounding each value first would say otherwise', () => {
    const kilo = change('gain', '2', 'kg', '1 d');
    const found = cross(kilo, weight('a', '176.5', MONDAY, '[lb_av]'), weight('b', '181.0', TUESDAY, '[lb_av]'));
    expect(found).toBeUndefined();
  });
});

test('what has no number is never part of a change', () => {
  const off = makeReading({ name: 'b', value: 'HI', unit: 'kg', at: TUESDAY });
  expect(cross(GAIN, weight('a', '80.0', MONDAY), off)).toBeUndefined();
  expect(
    cross(GAIN, makeReading({ name: 'a', value: 'none', unit: 'kg', at: MONDAY }), weight('b', '90', TUESDAY)),
  ).toBeUndefined();
});

describe('what is compared and crosses nothing', () => {
  const version = versionOf(makeOrder({ measure: 'weight', rules: [GAIN] }));
  const [rule] = changeRules(version);
  if (rule === undefined) throw new Error('no change rule');
  const to = weight('b', '81.0', TUESDAY);
  const none = makeReading({ name: 'n', value: 'none', unit: 'kg', at: MONDAY });
  const glucose = makeReading({ name: 'g', value: '10', unit: 'mg/dL', at: MONDAY });

  test('another measure is never compared, on either side', () => {
    expect(crossesAmount(rule, glucose, to, version)).toBe(false);
    expect(crossesAmount(rule, weight('a', '10', MONDAY), { ...glucose, effective: TUESDAY }, version)).toBe(false);
    expect(crossesAmount(rule, weight('a', '10', MONDAY), to, version)).toBe(true);
  });
  test('nor is what has no number', () => {
    expect(crossesAmount(rule, none, to, version)).toBe(false);
    expect(crossesAmount(rule, to, none, version)).toBe(false);
  });
  test('the earlier reading that comes nearest is told', () => {
    const window = [weight('a', '80.0', MONDAY), none, weight('c', '79.5', MONDAY), weight('d', '79.6', MONDAY)];
    expect(nearestMiss(rule, window, to, version)).toBe(
      `gain from 79.5 kg at ${MONDAY} to 81.0 kg: 1.5 not > 2 kg within 3 d`,
    );
    expect(nearestMiss({ ...rule, boundary: 'inclusive' }, window, to, version)).toContain('1.5 not >= 2 kg');
  });
  test('of two that come as near the first', () =>
    expect(nearestMiss(rule, [weight('a', '80.0', MONDAY), weight('c', '80.00', MONDAY)], to, version)).toContain(
      'from 80.0 kg',
    ));
  test('or that there is none', () => {
    const said = 'no earlier reading within 3 d to measure a gain from';
    const longAgo = weight('a', '80.0', '2035-03-01T08:00:00-05:00');
    expect(nearestMiss(rule, [], to, version)).toBe(said);
    expect(nearestMiss(rule, [longAgo, none], to, version)).toBe(said);
    expect(nearestMiss(rule, [weight('a', '80.0', MONDAY)], { ...none, effective: TUESDAY }, version)).toBe(said);
  });
});
