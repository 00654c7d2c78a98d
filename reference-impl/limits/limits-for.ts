import type { Interval, Tier } from '../../contract/domain/limit.ts';
import type { MealContext } from '../../contract/domain/measure.ts';
import type { Reading } from '../../contract/domain/reading.ts';
import type { Side } from './beyond.ts';

/** What of a reading chooses its limits. */
export type InContext = Pick<Reading, 'mealContext' | 'furtherContexts'>;

/** The context that counts: with two different ones none does. */
export const contextOf = ({ mealContext, furtherContexts = [] }: InContext): MealContext | undefined =>
  furtherContexts.some((context) => context !== mealContext) ? undefined : mealContext;

/** Critical first: what is critical is not abnormal as well. */
const TIERS: readonly Tier[] = ['critical', 'reference', 'absolute'];

/** Of each order's limits, which are read once and held against every reading: what they come to in each context. */
const known = new WeakMap<readonly Interval[], Map<MealContext | undefined, readonly Interval[]>>();

const includes = ({ inclusive }: Interval, side: Side): boolean => inclusive === side || inclusive === 'both';

const inclusiveOf = (low: boolean, high: boolean): Interval['inclusive'] =>
  low && high ? 'both' : low ? 'low' : high ? 'high' : undefined;

/**
 * The limits of an order that hold for a reading, at most one interval a tier: bound by bound that of
 * its meal context, where the order has one, else the general one. A bound keeps its own inclusiveness.
 */
export const limitsFor = (limits: readonly Interval[], reading: InContext): readonly Interval[] => {
  const context = contextOf(reading);
  const byContext = known.get(limits) ?? new Map<MealContext | undefined, readonly Interval[]>();
  known.set(limits, byContext);
  const before = byContext.get(context);
  if (before !== undefined) return before;
  const found = inContext(limits, context);
  byContext.set(context, found);
  return found;
};

const inContext = (limits: readonly Interval[], context: MealContext | undefined): readonly Interval[] =>
  TIERS.flatMap((tier): readonly Interval[] => {
    const of = limits.filter((interval) => interval.tier === tier);
    const source = (side: Side): Interval | undefined =>
      of.find((i) => i.context !== undefined && i.context === context && i[side] !== undefined) ??
      of.find((i) => i.context === undefined && i[side] !== undefined);
    const [low, high] = [source('low'), source('high')];
    if (low === undefined && high === undefined) return [];
    const inclusive = inclusiveOf(
      low !== undefined && includes(low, 'low'),
      high !== undefined && includes(high, 'high'),
    );
    return [
      {
        tier,
        ...(low?.low === undefined ? {} : { low: low.low }),
        ...(high?.high === undefined ? {} : { high: high.high }),
        ...(inclusive === undefined ? {} : { inclusive }),
      },
    ];
  });
