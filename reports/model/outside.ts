import type { Order } from '../../contract/domain/index.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, parseInstant } from './instant.ts';
import type { OneSize } from './one-size.ts';
import { toPlot } from './unit.ts';

/** A value at an instant, in the unit of the computation. Infinite where it was off the meter's scale. */
export interface Measured {
  readonly ms: number;
  readonly value: number;
}

/** One interval: what lies outside is looked at. A bound that counts as outside is `reached` instead of passed. */
interface Bounds {
  readonly tier: string;
  readonly context: string | undefined;
  readonly isOut: (value: number) => boolean;
}

interface Change {
  readonly length: number;
  /** Whether a value so much above an earlier one is looked at. */
  readonly isMoved: (rise: number) => boolean;
}

/** An order as far as it is counted with, in one unit, read once: a history asks it of every reading. */
export interface Watched {
  readonly start: number;
  readonly end: number;
  readonly bounds: readonly Bounds[];
  readonly changes: readonly Change[];
}

const LENGTH_MS = { min: MINUTE_MS, h: HOUR_MS, d: DAY_MS, wk: 7 * DAY_MS } as const;

const boundsOf = (order: Order, unit: string): readonly Bounds[] =>
  order.limits.flatMap(({ tier, low, high, inclusive, context }): readonly Bounds[] => {
    if (tier === 'absolute') return [];
    const [least, most] = [low, high].map((text) => (text === undefined ? undefined : toPlot(text, order.unit, unit)));
    const [lowToo, highToo] = (['low', 'high'] as const).map((side) => inclusive === 'both' || inclusive === side);
    const isBelow = (v: number): boolean => least !== undefined && (v < least || (lowToo === true && v === least));
    const isAbove = (v: number): boolean => most !== undefined && (v > most || (highToo === true && v === most));
    return [{ tier, context, isOut: (v) => isBelow(v) || isAbove(v) }];
  });

const changesOf = (order: Order, unit: string): readonly Change[] =>
  order.rules.flatMap((rule): readonly Change[] => {
    const amount = rule.kind === 'change' ? toPlot(rule.amount.value, rule.amount.unit, unit) : undefined;
    if (rule.kind !== 'change' || amount === undefined) return [];
    const sign = rule.direction === 'gain' ? 1 : -1;
    const isMoved = (rise: number): boolean =>
      rule.boundary === 'inclusive' ? sign * rise >= amount : sign * rise > amount;
    return [{ length: rule.window.value * LENGTH_MS[rule.window.unit], isMoved }];
  });

/** An order that is active; undefined: nothing is looked at for it. An estimate with floats, to be counted and never judged. */
export function watched(order: Order, unit: string): Watched | undefined {
  if (order.status !== 'active') return undefined;
  return {
    start: parseInstant(order.period.start)?.ms ?? -Infinity,
    end: parseInstant(order.period.end)?.ms ?? Infinity,
    bounds: boundsOf(order, unit),
    changes: changesOf(order, unit),
  };
}

/** The finite values within a time before an instant. */
const before = ({ ms }: Measured, recent: readonly Measured[], length: number): readonly number[] =>
  recent.flatMap((r) => (r.ms < ms && r.ms >= ms - length && Number.isFinite(r.value) ? [r.value] : []));

/** Whether the same limits for everybody would have it looked at. */
export const isBeyond = ({ low, high, gain }: OneSize, now: Measured, recent: readonly Measured[]): boolean =>
  (low !== undefined && now.value < low) ||
  (high !== undefined && now.value > high) ||
  (gain !== undefined && before(now, recent, gain.days * DAY_MS).some((v) => now.value - v > gain.amount));

/**
 * Whether an order would have it looked at: beyond its limits (of a tier those of the meal, where it has some), or changed
 * by more than its rules allow, within elapsed time.
 */
export function isOutside(
  order: Watched,
  now: Measured,
  recent: readonly Measured[],
  meal: string | undefined,
): boolean {
  if (now.ms < order.start || now.ms >= order.end) return false;
  const isOfMeal = (tier: string): boolean =>
    meal !== undefined && order.bounds.some((b) => b.tier === tier && b.context === meal);
  const isOut = order.bounds.some((b) => b.context === (isOfMeal(b.tier) ? meal : undefined) && b.isOut(now.value));
  if (isOut || !Number.isFinite(now.value)) return isOut;
  return order.changes.some(({ length, isMoved }) => before(now, recent, length).some((v) => isMoved(now.value - v)));
}
