import type { Interval, MealContext, Order, Quantity, Reading, Tier } from '../../../contract/domain/index.ts';
import { compare, rational, type Rational } from '../arithmetic/rational.ts';
import { comparable } from '../arithmetic/units.ts';
import type { ShownLimit } from './evaluation.ts';

export type Side = 'high' | 'low';

/** One bound that applies to a reading. */
export interface Bound {
  readonly tier: Tier;
  readonly side: Side;
  readonly limit: ShownLimit;
  readonly value: Rational;
  readonly inclusive: boolean;
  /** The meal context of the interval that it comes from; absent: the general one. */
  readonly context: MealContext | undefined;
}

const SIDES: readonly Side[] = ['high', 'low'];
const TIERS: readonly Tier[] = ['critical', 'reference', 'absolute'];

const boundIn = (order: Order, { tier, inclusive, context, ...interval }: Interval, side: Side): Bound[] => {
  const text = interval[side];
  if (text === undefined) return [];
  return [
    {
      tier,
      side,
      limit: { value: text, unit: order.unit },
      value: rational(text),
      inclusive: inclusive === side || inclusive === 'both',
      context,
    },
  ];
};

/** Of a tier and side the bound of the context, where it has one, else the general one. */
const boundsFor = (order: Order, context: MealContext | undefined): readonly Bound[] =>
  TIERS.flatMap((tier) => {
    const intervals = order.limits.filter((i) => i.tier === tier);
    return SIDES.flatMap((side) => {
      const of = intervals.flatMap((interval) => boundIn(order, interval, side));
      return of.find((b) => b.context === context) ?? of.find((b) => b.context === undefined) ?? [];
    });
  });

const cache = new WeakMap<Order, Map<MealContext | undefined, readonly Bound[]>>();

/** The context that counts: with two of them none does. Source: contract, Evaluation, meal context. */
export const contextOf = ({ mealContext, furtherContexts = [] }: Reading): MealContext | undefined =>
  furtherContexts.some((c) => c !== mealContext) ? undefined : mealContext;

/** The bounds that an order has for a reading: critical first, then reference, then absolute. */
export const boundsOf = (order: Order, reading: Reading): readonly Bound[] => {
  const context = contextOf(reading);
  let of = cache.get(order);
  if (of === undefined) cache.set(order, (of = new Map()));
  let bounds = of.get(context);
  if (bounds === undefined) of.set(context, (bounds = boundsFor(order, context)));
  return bounds;
};

/** Strictly beyond, or at it where it is included. */
export const crosses = (value: Rational, { value: limit, side, inclusive }: Bound): boolean => {
  const order = compare(value, limit);
  return order === 0 ? inclusive : order > 0 === (side === 'high');
};

/** The absolute bound that a number lies beyond: then it is no measurement of this patient. */
export const implausibleBound = (order: Order, reading: Reading): Bound | undefined => {
  const { result } = reading;
  if (result.kind !== 'value') return undefined;
  const bounds = boundsOf(order, reading);
  // Absolute ones come last; most orders have none.
  if (bounds.at(-1)?.tier !== 'absolute') return undefined;
  const value = comparable(result.quantity as Quantity, order);
  return bounds.find((bound) => bound.tier === 'absolute' && crosses(value, bound));
};
