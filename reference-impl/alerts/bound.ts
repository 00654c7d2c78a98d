import type { InboxItem } from '../../contract/domain/inbox-item.ts';
import type { Interval } from '../../contract/domain/limit.ts';
import type { Order } from '../../contract/domain/order.ts';
import type { AlertBound } from '../../contract/wire/hl7v2/alert-rows.ts';
import { contextOf, type InContext } from '../limits/limits-for.ts';

type Side = 'low' | 'high';

const includes = ({ inclusive }: Interval, side: Side): boolean => inclusive === 'both' || inclusive === side;

const sideOf = ({ interpretation }: InboxItem): Side =>
  interpretation.includes('L') || interpretation.includes('LL') ? 'low' : 'high';

/** The interval that supplied one bound: that of the context, if it has this bound, else the general one. */
const supplier = (intervals: readonly Interval[], context: InboxItem['context'], side: Side): Interval | undefined =>
  intervals.find((one) => context !== undefined && one.context === context && one[side] !== undefined) ??
  intervals.find((one) => one.context === undefined && one[side] !== undefined);

/** An item shows one context of a reading that may have two, and then counts none. */
const countingContext = ({ context }: InboxItem, reading: InContext | undefined): InboxItem['context'] =>
  reading !== undefined && reading.mealContext === context ? contextOf(reading) : context;

const ofLimits = (item: InboxItem, { limits }: Order, reading: InContext | undefined): AlertBound => {
  const tier = item.kind === 'critical' ? 'critical' : item.kind === 'abnormal' ? 'reference' : 'absolute';
  const intervals = limits.filter((one) => one.tier === tier);
  const context = countingContext(item, reading);
  const low = supplier(intervals, context, 'low');
  const high = supplier(intervals, context, 'high');
  // What is implausible has no direction: its limit tells.
  const isBelow = tier === 'absolute' && low !== undefined && item.limit?.value === low.low;
  const side = isBelow ? 'low' : sideOf(item);
  const crossed = side === 'low' ? low : high;
  return {
    inclusive: crossed !== undefined && includes(crossed, side),
    ...(low?.low === undefined ? {} : { low: low.low }),
    ...(high?.high === undefined ? {} : { high: high.high }),
  };
};

/**
 * How the order version that an item shows the limit of states the limit that was crossed. Undefined where there is no
 * limit. `reading`: the one that the item is about.
 */
export const boundOf = (item: InboxItem, order: Order, reading?: InContext): AlertBound | undefined => {
  if (item.kind === 'missing' || item.kind === 'summary') return undefined;
  if (item.kind !== 'change') return ofLimits(item, order, reading);
  const direction = item.interpretation.includes('D') ? 'loss' : 'gain';
  const rule = order.rules.find(
    (one) => one.kind === 'change' && one.direction === direction && one.amount.value === item.limit?.value,
  );
  return { inclusive: rule?.kind === 'change' && rule.boundary === 'inclusive' };
};
