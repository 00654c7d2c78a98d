import type { Order } from '../../contract/domain/index.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, parseInstant } from './instant.ts';
import type { OneSize } from './one-size.ts';
import { toPlot } from './unit.ts';

/** A value at an instant, in the unit of the computation. Infinite where it was off the meter's scale. */
export interface Measured {
  readonly ms: number;
  readonly value: number;
}

const LENGTH_MS = { min: MINUTE_MS, h: HOUR_MS, d: DAY_MS, wk: 7 * DAY_MS } as const;

/** The values within a time before an instant. */
const before = ({ ms }: Measured, recent: readonly Measured[], length: number): readonly number[] =>
  recent.flatMap((r) => (r.ms < ms && r.ms >= ms - length && Number.isFinite(r.value) ? [r.value] : []));

/** Whether the same limits for everybody would have it looked at. */
export const isBeyond = ({ low, high, gain }: OneSize, now: Measured, recent: readonly Measured[]): boolean =>
  (low !== undefined && now.value < low) ||
  (high !== undefined && now.value > high) ||
  (gain !== undefined && before(now, recent, gain.days * DAY_MS).some((v) => now.value - v > gain.amount));

/**
 * Whether an order, as it stands, would have it looked at: beyond its limits (those of the meal where it has some), or
 * changed by more than its rules allow. An estimate with floats and elapsed days, to be counted and never judged.
 */
export function outside(
  order: Order,
  now: Measured,
  recent: readonly Measured[],
  unit: string,
  context: string | undefined,
): boolean {
  const [start, end] = [order.period.start, order.period.end].map((t) => parseInstant(t)?.ms);
  if (order.status !== 'active' || now.ms < (start ?? -Infinity) || now.ms >= (end ?? Infinity)) return false;
  const inUnit = (text: string | undefined): number | undefined =>
    text === undefined ? undefined : toPlot(text, order.unit, unit);
  const isOut = order.limits.some(({ tier, low, high, inclusive, context: meal }) => {
    const ofMeal = order.limits.some((l) => l.tier === tier && l.context === context && context !== undefined);
    if (tier === 'absolute' || meal !== (ofMeal ? context : undefined)) return false;
    const [least, most] = [inUnit(low), inUnit(high)];
    const both = inclusive === 'both';
    if (least !== undefined && (now.value < least || ((both || inclusive === 'low') && now.value === least)))
      return true;
    return most !== undefined && (now.value > most || ((both || inclusive === 'high') && now.value === most));
  });
  if (isOut || !Number.isFinite(now.value)) return isOut;
  return order.rules.some((rule) => {
    if (rule.kind !== 'change') return false;
    const amount = toPlot(rule.amount.value, rule.amount.unit, unit);
    const sign = rule.direction === 'gain' ? 1 : -1;
    const values = before(now, recent, rule.window.value * LENGTH_MS[rule.window.unit]);
    if (amount === undefined) return false;
    return values.some((v) =>
      rule.boundary === 'inclusive' ? sign * (now.value - v) >= amount : sign * (now.value - v) > amount,
    );
  });
}
