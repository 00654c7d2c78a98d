import type { Interval } from '../../contract/domain/limit.ts';
import type { Order } from '../../contract/domain/order.ts';
import type { ReadingResult } from '../../contract/domain/reading.ts';
import type { beyond as Beyond, Side } from './beyond.ts';
import type { comparable as Comparable } from './comparable.ts';
import type { convert as Convert } from './convert.ts';

/** What a reading is under one order. `bound` is the limit that was crossed, as the order wrote it. */
export type LimitFinding =
  | { readonly interpretation: 'N' }
  | { readonly interpretation: 'HH' | 'LL' | 'H' | 'L'; readonly bound: string };

export interface LimitUse {
  readonly beyond: typeof Beyond;
  readonly comparable: typeof Comparable;
  readonly convert: typeof Convert;
}

type ClinicalTier = 'critical' | 'reference';
const SIDES: readonly Side[] = ['high', 'low'];
const CODE = { critical: { high: 'HH', low: 'LL' }, reference: { high: 'H', low: 'L' } } as const;

const crossed = (interval: Interval, tier: ClinicalTier, side: Side): LimitFinding => ({
  interpretation: CODE[tier][side],
  bound: interval[side] ?? '',
});

/**
 * Holds one result against the limits of one order version; critical is tested first, so that one
 * reading is either critical or abnormal. Undefined: nothing there to judge (a failed measurement,
 * off the meter's scale on a side without a limit, or an order without intervals).
 */
export const evaluateLimits = (
  result: ReadingResult,
  order: Pick<Order, 'limits' | 'unit' | 'precision'>,
  use: LimitUse,
): LimitFinding | undefined => {
  if (result.kind === 'absent') return undefined;
  const tiers: readonly ClinicalTier[] = ['critical', 'reference'];
  const clinical = tiers.flatMap((tier) =>
    order.limits.filter((i) => i.tier === tier && i.context === undefined).map((interval) => ({ tier, interval })),
  );
  if (result.kind === 'off-scale') {
    const hit = clinical.find(({ interval }) => interval[result.direction] !== undefined);
    return hit && crossed(hit.interval, hit.tier, result.direction);
  }
  if (clinical.length === 0) return undefined;
  const value = use.comparable(result.quantity, order, use);
  for (const { tier, interval } of clinical)
    for (const side of SIDES) if (use.beyond(value, interval, side)) return crossed(interval, tier, side);
  return { interpretation: 'N' };
};
