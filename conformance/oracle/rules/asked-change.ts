import { millionths } from '../course/measured-value.ts';
import type { Placed, Stretch } from '../course/timeline.ts';
import type { OrderVersion } from '../course/version.ts';
import { inChangeWindow } from '../time/window.ts';
import { type ChangeRule, crossesAmount } from './change.ts';

/** A change rule as it is asked of many earlier readings of one reading. */
export interface AskedChange {
  readonly rule: ChangeRule;
  /** Whether any of these values can lie more than the amount away: cheap, and never no where one does. */
  readonly can: (values: Stretch) => boolean;
  /** Whether it is crossed from this one, were it in the window. */
  readonly isCrossed: (earlier: Placed) => boolean;
  /** Whether this one lies in its window. */
  readonly holds: (earlier: Placed) => boolean;
}

const amounts = new WeakMap<ChangeRule, number | 'inexact'>();

/** In millionths; undefined: it is longer or finer than that. */
const amountOf = (rule: ChangeRule): number | undefined => {
  let amount = amounts.get(rule);
  if (amount === undefined) amounts.set(rule, (amount = millionths(rule.amount.value) ?? 'inexact'));
  return amount === 'inexact' ? undefined : amount;
};

/** Whole numbers of one unit are compared as they are; everything else by exact arithmetic. */
export const askedChange = (rule: ChangeRule, reading: Placed, version: OrderVersion): AskedChange => {
  const { direction, boundary } = rule;
  const { unit } = rule.amount;
  const amount = amountOf(rule);
  const { value, content } = reading;
  const own = typeof value === 'object' && value.unit === unit ? value.of : undefined;
  const exceeds = (low: number, high: number, than: number): boolean =>
    boundary === 'inclusive' ? high - low >= than : high - low > than;
  return {
    rule,
    can: ({ least, most, unit: of }) => {
      if (value === 'none') return false;
      if (own === undefined || amount === undefined || of !== unit) return true;
      return direction === 'gain' ? exceeds(least, own, amount) : exceeds(own, most, amount);
    },
    isCrossed: (earlier) => {
      const from = earlier.value;
      if (own !== undefined && amount !== undefined && typeof from === 'object' && from.unit === unit)
        return direction === 'gain' ? exceeds(from.of, own, amount) : exceeds(own, from.of, amount);
      return crossesAmount(rule, earlier.content.reading, content.reading, version);
    },
    holds: (earlier) => inChangeWindow(earlier.local, reading.local, rule.window),
  };
};
