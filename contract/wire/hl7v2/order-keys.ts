import type { Interval } from '../../domain/limit.ts';
import type { MealContext } from '../../domain/measure.ts';
import type { Order } from '../../domain/order.ts';
import type { Rule } from '../../domain/rule.ts';
import { MEAL_CONTEXT_V2 } from '../../codes/measures.ts';

export type Side = 'HI' | 'LO';

export const TIER_LABEL: Readonly<Record<Interval['tier'], string>> = {
  reference: 'ABN',
  critical: 'CRIT',
  absolute: 'ABS',
};

/** OBX-4 of a limit row, and its identity from one version to the next: `ABN.HI.POST`. */
export const limitKey = (tier: Interval['tier'], side: Side, context: MealContext | undefined): string =>
  [TIER_LABEL[tier], side, ...(context === undefined ? [] : [MEAL_CONTEXT_V2[context]])].join('.');

/** Identity of a rule from one version to the next: its kind, and what tells two of a kind apart. */
export const ruleKey = (rule: Rule): string => {
  switch (rule.kind) {
    case 'change':
      return changeKey(rule.direction, rule.window);
    case 'escalation':
      return `ESCALATION ${rule.step}`;
    default:
      return rule.kind.toUpperCase();
  }
};

/** A change rule is told apart by direction and window: `CHANGE gain 3 d`. */
export const changeKey = (direction: string, window: { readonly value: number; readonly unit: string }): string =>
  `CHANGE ${direction} ${window.value} ${window.unit}`;

/** The keys of every limit and rule of an order, in its own order. */
export const orderKeys = (order: Pick<Order, 'limits' | 'rules'>): readonly string[] => [
  ...order.limits.flatMap((interval) => [
    ...(interval.high === undefined ? [] : [limitKey(interval.tier, 'HI', interval.context)]),
    ...(interval.low === undefined ? [] : [limitKey(interval.tier, 'LO', interval.context)]),
  ]),
  ...order.rules.map(ruleKey),
];

/**
 * What a change left open: limits and rules of the previous version that it neither repeats nor
 * deletes by `""`. A change must state the whole set, because senders in the field mean a delta when
 * they leave something out; a receiver refuses a change for which this list is not empty (contract:
 * Life cycles).
 */
export const missingFromChange = (
  previous: Pick<Order, 'limits' | 'rules'>,
  next: Pick<Order, 'limits' | 'rules'>,
  deletedRows: readonly string[],
): readonly string[] => {
  const stated = new Set([...orderKeys(next), ...deletedRows]);
  return orderKeys(previous).filter((key) => !stated.has(key));
};
