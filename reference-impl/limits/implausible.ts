import type { Order } from '../../contract/domain/order.ts';
import type { Reading } from '../../contract/domain/reading.ts';
import type { beyond as Beyond } from './beyond.ts';
import type { comparable as Comparable } from './comparable.ts';
import type { convert as Convert } from './convert.ts';
import type { InContext, limitsFor as LimitsFor } from './limits-for.ts';

export interface LimitUse {
  readonly beyond: typeof Beyond;
  readonly comparable: typeof Comparable;
  readonly convert: typeof Convert;
  readonly limitsFor: typeof LimitsFor;
}

/** What of a reading is held against limits. */
export type Judged = InContext & Pick<Reading, 'result'>;

/**
 * The bound of the order's absolute range that a number lies outside of, as the order wrote it: then it
 * is no measurement of this patient. Undefined: inside, or no number.
 */
export const implausible = (
  reading: Judged,
  order: Pick<Order, 'limits' | 'unit' | 'precision'>,
  use: LimitUse,
): string | undefined => {
  const { result } = reading;
  if (result.kind !== 'value') return undefined;
  const range = use.limitsFor(order.limits, reading).find((interval) => interval.tier === 'absolute');
  if (range === undefined) return undefined;
  const value = use.comparable(result.quantity, order, use);
  if (use.beyond(value, range, 'high')) return range.high;
  return use.beyond(value, range, 'low') ? range.low : undefined;
};
