import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { UnitCode } from '../../contract/domain/quantity.ts';
import type { Order } from '../../contract/domain/order.ts';
import type { ChangeRule } from '../../contract/domain/rule.ts';
import { convert } from './convert.ts';
import { difference } from './difference.ts';
import { evaluateChange, type Sample } from './evaluate-change.ts';
import { mattersTo } from './matters-to.ts';
import { inWindow } from './window.ts';

const HOUR_MS = 3_600_000;
const use = { convert, difference, inWindow };
const rule = (direction: 'gain' | 'loss', boundary: 'strict' | 'inclusive'): ChangeRule => ({
  kind: 'change',
  direction,
  amount: { value: '2', unit: 'kg' },
  window: { value: 72, unit: 'h' },
  boundary,
});
const orderOf = (...rules: readonly ChangeRule[]): Pick<Order, 'unit' | 'precision' | 'rules'> => ({
  unit: 'kg',
  precision: 1,
  rules: [...rules],
});
const sample = (key: string, value: string, unit: UnitCode, hour: number): Sample => ({
  identifier: { system: 'urn:x', value: key },
  quantity: { value, unit },
  effectiveMs: hour * HOUR_MS,
  localDay: Math.floor(hour / 24),
});

describe('a reading matters to a newer one', () => {
  const gain = orderOf(rule('gain', 'strict'));
  const newer = sample('n', '82.04', 'kg', 48);

  test.each<[string, Sample, boolean]>([
    ['that it alone crosses', sample('a', '80.00', 'kg', 24), true],
    [
      'where rounding keeps it from crossing, for another may cross without it',
      sample('b', '176.35', '[lb_av]', 24),
      true,
    ],
    ['not where it is far from the amount', sample('c', '80.50', 'kg', 24), false],
    ['not where it is on the other side', sample('d', '85.00', 'kg', 24), false],
    ['not out of the window', sample('e', '70.00', 'kg', -30), false],
    ['not after it', sample('f', '70.00', 'kg', 49), false],
  ])('%s', (_title, late, matters) => {
    expect(mattersTo(late, newer, gain, use)).toBe(matters);
  });

  test('by a rule on change alone', () => {
    expect(mattersTo(sample('a', '70.00', 'kg', 24), newer, orderOf(), use)).toBe(false);
  });

  test('wherever its coming or going changes what is found of the newer one', () => {
    const near = fc
      .integer({ min: 7_900, max: 8_500 })
      .map((hundredths): [string, UnitCode] => [(hundredths / 100).toFixed(2), 'kg']);
    const inPounds = fc
      .integer({ min: 17_500, max: 18_700 })
      .map((hundredths): [string, UnitCode] => [(hundredths / 100).toFixed(2), '[lb_av]']);
    const drawn = fc.record({ quantity: fc.oneof(near, inPounds), hour: fc.integer({ min: -30, max: 47 }) });
    const rules = fc.tuple(fc.constantFrom('gain', 'loss'), fc.constantFrom('strict', 'inclusive'));
    let changed = 0;
    fc.assert(
      fc.property(
        fc.array(drawn, { maxLength: 6 }),
        drawn,
        fc.oneof(near, inPounds),
        rules,
        (others, late, at, how) => {
          const order = orderOf(rule(...how));
          const of = (key: string, { quantity: [value, unit], hour }: typeof late) => sample(key, value, unit, hour);
          const known = others.map((other, i) => of(`o${i}`, other));
          const newest = sample('n', ...at, 48);
          const without = evaluateChange(newest, known, order, use);
          const withIt = evaluateChange(newest, [...known, of('late', late)], order, use);
          if (JSON.stringify(without) === JSON.stringify(withIt)) return;
          changed += 1;
          expect(mattersTo(of('late', late), newest, order, use)).toBe(true);
        },
      ),
      { numRuns: 5000 },
    );
    expect(changed).toBeGreaterThan(100);
  });
});
