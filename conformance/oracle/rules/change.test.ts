import { describe, expect, test } from 'vitest';
import type { Reading, Rule, UnitCode } from '../../../contract/domain/index.ts';
import { change, makeOrder, makeReading } from '../history-builder.test-helper.ts';
import { versionOf } from '../version.test-helper.ts';
import { changeRules, crossing } from './change.ts';

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
