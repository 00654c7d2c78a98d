import { describe, expect, test } from 'vitest';
import type { Quantity, UnitCode } from '../../contract/domain/quantity.ts';
import type { ChangeRule } from '../../contract/domain/rule.ts';
import { localDayOf, mustMoment } from '../clock/instant.ts';
import { collaborators } from '../collaborators.ts';
import { evaluateChange, type Sample } from './evaluate-change.ts';

const sample = (name: string, effective: string, value: string, unit: UnitCode = 'kg'): Sample => {
  const moment = mustMoment(effective);
  const identifier = { system: 'urn:test', value: name };
  return { identifier, effectiveMs: moment.ms, localDay: localDayOf(moment), quantity: { value, unit } };
};
const rule = (amount: Quantity, over: Partial<ChangeRule> = {}): ChangeRule => ({
  kind: 'change',
  direction: 'gain',
  amount,
  window: { value: 3, unit: 'd' },
  boundary: 'strict',
  ...over,
});
const KG2 = rule({ value: '2', unit: 'kg' });
const LB3 = rule({ value: '3', unit: '[lb_av]' });
const DAY = ['2026-03-01T07:00:00Z', '2026-03-02T07:00:00Z', '2026-03-03T07:00:00Z', '2026-03-04T07:00:00Z'] as const;
const judge = (at: Sample, earlier: readonly Sample[], ...rules: readonly ChangeRule[]) =>
  evaluateChange(at, earlier, { unit: 'kg', rules: [...rules] }, collaborators);
const gain = (from: string, to: string, by: ChangeRule): string[] =>
  judge(sample('b', DAY[2], to), [sample('a', DAY[1], from)], by).map(
    (c) => `${c.interpretation} ${c.delta.value} ${c.delta.unit}`,
  );

describe('a gain', () => {
  test.each([
    ['80.0', '82.0', []],
    ['80.0', '82.1', ['U 2.1 kg']],
    ['80.0', '82.01', ['U 2.01 kg']],
    ['80.0', '77.0', []],
  ])('of %s to %s kg, more than 2 kg: %j; one unit is compared unrounded', (from, to, expected) => {
    expect(gain(from, to, KG2)).toEqual(expected);
  });

  // standards.md 7.2: 80.0 to 81.3 kg is 2.9 lb, to 81.4 kg 3.1 lb.
  test.each([
    ['81.3', []],
    ['81.4', ['U 3.1 lb']],
  ])('of 80.0 to %s kg against 3 lb: converted, subtracted, rounded once', (to, expected) => {
    expect(gain('80.0', to, LB3)).toEqual(expected.map((e) => e.replace('lb', '[lb_av]')));
  });

  test('is rounded once, not value by value', () => {
    // Rounded value by value, the first pair would be 3.0 lb apart and the second 3.1.
    expect(gain('80.00', '81.39', LB3)).toEqual(['U 3.1 [lb_av]']);
    expect(gain('80.02', '81.40', LB3)).toEqual([]);
  });

  test('inclusive: equal is enough', () => {
    expect(gain('80.0', '82.0', { ...KG2, boundary: 'inclusive' })).toEqual(['U 2 kg']);
  });

  test('is measured from the lowest in the window, not the last or the first', () => {
    const earlier = [sample('a', DAY[0], '81'), sample('low', DAY[1], '80'), sample('c', DAY[2], '81.5')];
    expect(judge(sample('d', DAY[3], '82.5'), earlier, KG2)).toMatchObject([
      { baseline: { value: 'low' }, delta: { value: '2.5' } },
    ]);
  });

  test('of mixed units finds the lowest by its size', () => {
    const earlier = [sample('lb', DAY[0], '176', '[lb_av]'), sample('kg', DAY[1], '80')];
    expect(judge(sample('d', DAY[3], '82.4'), earlier, KG2)).toMatchObject([
      { baseline: { value: 'lb' }, delta: { value: '2.6', unit: 'kg' } },
    ]);
  });

  test('among equals the earliest is the baseline', () => {
    const earlier = [sample('second', DAY[1], '80.0'), sample('first', DAY[0], '80')];
    expect(judge(sample('d', DAY[3], '83'), earlier, KG2)).toMatchObject([{ baseline: { value: 'first' } }]);
  });
});

describe('a loss', () => {
  const LOSS = rule({ value: '2', unit: 'kg' }, { direction: 'loss' });
  test('is measured from the highest, and a gain does not trigger it', () => {
    const earlier = [sample('high', DAY[0], '84'), sample('b', DAY[1], '82')];
    expect(judge(sample('d', DAY[2], '81.5'), earlier, LOSS)).toMatchObject([
      { interpretation: 'D', baseline: { value: 'high' }, delta: { value: '2.5', unit: 'kg' } },
    ]);
    expect(judge(sample('d', DAY[2], '90'), earlier, LOSS)).toEqual([]);
    expect(judge(sample('d', DAY[2], '82'), earlier, LOSS)).toEqual([]);
  });
});

describe('what a change needs', () => {
  test('an earlier reading in the window', () => {
    expect(judge(sample('d', DAY[3], '90'), [], KG2)).toEqual([]);
    expect(judge(sample('d', '2026-03-05T07:00:00Z', '90'), [sample('a', DAY[0], '80')], KG2)).toEqual([]);
    expect(judge(sample('d', '2026-03-04T23:00:00Z', '90'), [sample('a', DAY[0], '80')], KG2)).toHaveLength(1);
  });

  test('an earlier one, not one at the same instant or a later one', () => {
    expect(
      judge(sample('d', DAY[2], '90'), [sample('same', DAY[2], '80'), sample('later', DAY[3], '80')], KG2),
    ).toEqual([]);
  });

  test('a rule: others are left alone', () => {
    const order = { unit: 'kg' as const, rules: [{ kind: 'alert-on' as const, abnormal: 'each' as const }] };
    expect(evaluateChange(sample('d', DAY[2], '90'), [sample('a', DAY[1], '80')], order, collaborators)).toEqual([]);
  });
});

test('two rules crossed by one reading are both found, in the order of the rules', () => {
  const day = rule({ value: '1', unit: 'kg' }, { window: { value: 24, unit: 'h' } });
  const found = judge(sample('d', DAY[3], '83'), [sample('a', DAY[1], '80'), sample('b', DAY[2], '81.5')], KG2, day);
  expect(found.map((c) => [c.baseline.value, c.delta.value, c.rule.window.unit])).toEqual([
    ['a', '3', 'd'],
    ['b', '1.5', 'h'],
  ]);
});
