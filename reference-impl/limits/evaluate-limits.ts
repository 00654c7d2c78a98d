import type { Interval } from '../../contract/domain/limit.ts';
import type { Order } from '../../contract/domain/order.ts';
import type { Side } from './beyond.ts';
import type { implausible as Implausible, Judged, LimitUse } from './implausible.ts';

/** What a reading is under one order. `bound` is the limit that was crossed, as the order wrote it. */
export type LimitFinding =
  | { readonly interpretation: 'N' }
  | { readonly interpretation: 'HH' | 'LL' | 'H' | 'L'; readonly bound: string }
  /** Outside the absolute range: no measurement of this patient. */
  | { readonly interpretation: 'implausible'; readonly bound: string };

export interface EvaluationUse extends LimitUse {
  readonly implausible: typeof Implausible;
}

type ClinicalTier = 'critical' | 'reference';
const SIDES: readonly Side[] = ['high', 'low'];
const CODE = { critical: { high: 'HH', low: 'LL' }, reference: { high: 'H', low: 'L' } } as const;

const crossed = (interval: Interval, tier: ClinicalTier, side: Side): LimitFinding => ({
  interpretation: CODE[tier][side],
  bound: interval[side] ?? '',
});

/**
 * Holds one reading against the limits of one order version, those of its meal context first; critical is
 * tested first, so that one reading is either critical or abnormal. Undefined: nothing there to judge (a
 * failed measurement, off the meter's scale on a side without a limit, or an order without intervals).
 */
export const evaluateLimits = (
  reading: Judged,
  order: Pick<Order, 'limits' | 'unit' | 'precision'>,
  use: EvaluationUse,
): LimitFinding | undefined => {
  const { result } = reading;
  if (result.kind === 'absent') return undefined;
  const outside = use.implausible(reading, order, use);
  if (outside !== undefined) return { interpretation: 'implausible', bound: outside };
  const clinical = use
    .limitsFor(order.limits, reading)
    .flatMap((interval) => (interval.tier === 'absolute' ? [] : [{ tier: interval.tier, interval }]));
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
