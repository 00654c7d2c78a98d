import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Rule, UnitCode } from '../../../contract/domain/index.ts';
import type { Content } from '../course/filing.ts';
import { type Placed, placed, type Stretch } from '../course/timeline.ts';
import { change, makeOrder, makeReading } from '../history-builder.test-helper.ts';
import { versionOf } from '../version.test-helper.ts';
import { type AskedChange, askedChange } from './asked-change.ts';
import { changeRules, crossesAmount } from './change.ts';

const MONDAY = '2035-03-05T08:00:00-05:00';
const TUESDAY = '2035-03-06T08:00:00-05:00';

const at = (value: string, effective: string, unit: UnitCode = 'kg'): Placed =>
  placed('k', { reading: makeReading({ name: value, value, unit, at: effective }) } as Content);
/** Of a copy: what is kept of a rule does not outlive its test. */
const asked = (rule: Rule, reading: Placed): AskedChange => {
  const version = versionOf(makeOrder({ measure: 'weight', rules: [{ ...rule }] }));
  const [only] = changeRules(version);
  if (only === undefined) throw new Error('no change rule');
  return askedChange(only, reading, version);
};
const GAIN = change('gain', '2', 'kg', '3 d');
const LOSS = change('loss', '2', 'kg', '3 d');
const inclusive = (rule: Rule): Rule => ({ ...rule, boundary: 'inclusive' }) as Rule;

const value = fc.oneof(
  fc.integer({ min: 700, max: 760 }).map((tenths) => `${Math.floor(tenths / 10)}.${tenths % 10}`),
  fc.constantFrom('70.0000001', '72', '72.0000001', '7.2e1', 'HI', 'none'),
);
const unit = fc.constantFrom<UnitCode>('kg', 'kg', 'g', '[lb_av]');
const rule = fc
  .record({
    direction: fc.constantFrom('gain' as const, 'loss' as const),
    amount: fc.constantFrom('2', '0.5', '1.0000001', '0'),
    unit,
    boundary: fc.constantFrom('strict', 'inclusive'),
  })
  .map((r) => ({ ...change(r.direction, r.amount, r.unit, '3 d'), boundary: r.boundary }) as Rule);

test('a rule says of two readings what exact arithmetic says, and never leaves out one that is crossed', () => {
  fc.assert(
    fc.property(rule, value, unit, value, unit, (of, a, unitA, b, unitB) => {
      const version = versionOf(makeOrder({ measure: 'weight', rules: [of] }));
      const [only] = changeRules(version);
      if (only === undefined) throw new Error('no change rule');
      const [earlier, reading] = [at(a, MONDAY, unitA), at(b, TUESDAY, unitB)];
      const { isCrossed, can } = askedChange(only, reading, version);
      const exactly = crossesAmount(only, earlier.content.reading, reading.content.reading, version);
      expect(isCrossed(earlier)).toBe(exactly);
      const known = earlier.value;
      if (!exactly || known === 'none') return;
      const alone: Stretch =
        known === 'inexact'
          ? { least: 0, most: 0, unit: undefined }
          : { least: known.of, most: known.of, unit: known.unit };
      expect(can(alone)).toBe(true);
    }),
    { numRuns: 1000 },
  );
});

describe('readings that lie together are left out', () => {
  const stretch = (least: number, most: number, of: UnitCode = 'kg'): Stretch => ({
    least: least * 1_000_000,
    most: most * 1_000_000,
    unit: of,
  });
  test.each<[string, Rule, string, Stretch, boolean]>([
    ['where the lowest is not more than the amount below', GAIN, '82', stretch(80, 90), false],
    ['not where it is', GAIN, '82.1', stretch(80, 90), true],
    ['not where it is by the amount, which is included', inclusive(GAIN), '82', stretch(80, 90), true],
    ['where the highest is not more than the amount above', LOSS, '80', stretch(70, 82), false],
    ['not where it is', LOSS, '79.9', stretch(70, 82), true],
    ['not where it is by the amount, which is included', inclusive(LOSS), '80', stretch(70, 82), true],
    ['not where they are of several units', GAIN, '80', { ...stretch(80, 90), unit: undefined }, true],
    ['not where they are of another unit', GAIN, '80', stretch(80, 90, 'g'), true],
    ['not where the reading is finer than a millionth', GAIN, '80.0000001', stretch(80, 90), true],
    ['not where the amount is', change('gain', '2.0000001', 'kg', '3 d'), '80', stretch(80, 90), true],
    ['where the reading has no number', GAIN, 'HI', stretch(0, 0), false],
  ])('%s', (_name, of, text, values, expected) => expect(asked(of, at(text, TUESDAY)).can(values)).toBe(expected));
  test('not where the reading is of another unit', () =>
    expect(asked(GAIN, at('80000', TUESDAY, 'g')).can(stretch(80, 90))).toBe(true));
});

test('a reading lies in the window by its own date', () => {
  const { holds } = asked(GAIN, at('80', TUESDAY));
  const earlier = ['2035-03-03T00:00:00-05:00', '2035-03-02T23:59:59-05:00', TUESDAY];
  expect(earlier.map((when) => holds(at('70', when)))).toEqual([true, false, false]);
});
