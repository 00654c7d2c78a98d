import type { Order } from '../../contract/domain/order.ts';
import type { Quantity } from '../../contract/domain/quantity.ts';
import type { ChangeRule } from '../../contract/domain/rule.ts';
import { precisionOf } from './comparable.ts';
import type { convert as Convert } from './convert.ts';
import type { Sample } from './evaluate-change.ts';
import { add, compare, type Fraction, fractionOf, subtract } from './fraction.ts';
import type { inWindow as InWindow } from './window.ts';

export interface MattersUse {
  readonly inWindow: typeof InWindow;
  readonly convert: typeof Convert;
}

/** Whether their difference may be found to reach the amount: as it is, or rounded, for which half a step is enough. */
const mayReach = (
  late: Quantity,
  newer: Quantity,
  { direction, amount }: ChangeRule,
  order: Pick<Order, 'unit' | 'precision'>,
  { convert }: MattersUse,
): boolean => {
  const inUnit = ({ value, unit }: Quantity): Fraction => convert(fractionOf(value), unit, amount.unit);
  const [high, low] = direction === 'gain' ? [newer, late] : [late, newer];
  const halfStep = { n: 1n, d: 2n * 10n ** BigInt(precisionOf(order, amount.unit)) };
  return compare(add(subtract(inUnit(high), inUnit(low)), halfStep), fractionOf(amount.value)) >= 0;
};

/**
 * Whether a reading that comes or goes can matter to a newer one. Only the most extreme one of a window counts: where this
 * is it, any other one is nearer to the newer one. So where its own difference, unrounded, is not even within half a step of a
 * rule's amount, no other crosses either, with it or without it. (That the two alone do not cross says less: differences are
 * rounded where units differ, so one that is less extreme may cross where this one does not.)
 */
export const mattersTo = (
  late: Sample,
  newer: Sample,
  order: Pick<Order, 'rules' | 'unit' | 'precision'>,
  use: MattersUse,
): boolean =>
  order.rules.some(
    (rule) =>
      rule.kind === 'change' &&
      use.inWindow(late, newer, rule.window) &&
      mayReach(late.quantity, newer.quantity, rule, order, use),
  );
