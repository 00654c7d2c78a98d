import type { Identifier } from '../../contract/domain/identifier.ts';
import type { Order } from '../../contract/domain/order.ts';
import type { Quantity } from '../../contract/domain/quantity.ts';
import type { ChangeRule } from '../../contract/domain/rule.ts';
import type { convert as Convert } from './convert.ts';
import type { difference as Difference } from './difference.ts';
import { compare, decimalText, type Fraction, fractionOf } from './fraction.ts';
import type { inWindow as InWindow, When } from './window.ts';

/** A filed reading with a number, as the change rule needs it. */
export interface Sample extends When {
  readonly identifier: Identifier;
  readonly quantity: Quantity;
}

/** A change rule that one reading crossed. `delta` is positive, in the amount's unit. */
export interface Crossing {
  readonly interpretation: 'U' | 'D';
  readonly rule: ChangeRule;
  readonly baseline: Identifier;
  readonly delta: Quantity;
}

export interface ChangeUse {
  readonly convert: typeof Convert;
  readonly difference: typeof Difference;
  readonly inWindow: typeof InWindow;
}

/** Lowest for a gain, highest for a loss; among equals the earliest. */
const extreme = (samples: readonly Sample[], rule: ChangeRule, use: ChangeUse): Sample | undefined => {
  const sign = rule.direction === 'gain' ? 1 : -1;
  let best: { sample: Sample; size: Fraction } | undefined;
  for (const sample of samples) {
    const { quantity } = sample;
    const size = use.convert(fractionOf(quantity.value), quantity.unit, rule.amount.unit);
    const order = best === undefined ? -1 : compare(size, best.size) * sign;
    const earlier = best === undefined || sample.effectiveMs < best.sample.effectiveMs;
    if (order < 0 || (order === 0 && earlier)) best = { sample, size };
  }
  return best?.sample;
};

const crossing = (
  at: Sample,
  earlier: readonly Sample[],
  rule: ChangeRule,
  order: Pick<Order, 'unit' | 'precision'>,
  use: ChangeUse,
): readonly Crossing[] => {
  const base = extreme(
    earlier.filter((e) => use.inWindow(e, at, rule.window)),
    rule,
    use,
  );
  if (base === undefined) return [];
  const [high, low] = rule.direction === 'gain' ? [at, base] : [base, at];
  const delta = use.difference(high.quantity, low.quantity, rule.amount.unit, order, use);
  const beyond = compare(delta, fractionOf(rule.amount.value));
  if (rule.boundary === 'inclusive' ? beyond < 0 : beyond <= 0) return [];
  return [
    {
      interpretation: rule.direction === 'gain' ? 'U' : 'D',
      rule,
      baseline: base.identifier,
      delta: { value: decimalText(delta), unit: rule.amount.unit },
    },
  ];
};

/**
 * The change rules of an order version that a reading crosses, in the order's own sequence: its value
 * minus the lowest (gain), or the highest minus it (loss), of the readings effective earlier inside
 * the window is more than the amount. Without an earlier reading there is nothing to compare.
 */
export const evaluateChange = (
  at: Sample,
  earlier: readonly Sample[],
  order: Pick<Order, 'rules' | 'unit' | 'precision'>,
  use: ChangeUse,
): readonly Crossing[] =>
  order.rules.filter((r) => r.kind === 'change').flatMap((rule) => crossing(at, earlier, rule, order, use));
