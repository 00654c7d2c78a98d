import type { InboxItem } from '../../contract/domain/inbox-item.ts';
import type { Interval } from '../../contract/domain/limit.ts';
import type { Order } from '../../contract/domain/order.ts';
import type { AlertBound } from '../../contract/wire/hl7v2/alert-rows.ts';

type Side = 'low' | 'high';

const includes = ({ inclusive }: Interval, side: Side): boolean => inclusive === 'both' || inclusive === side;

const sideOf = ({ interpretation }: InboxItem): Side =>
  interpretation.includes('L') || interpretation.includes('LL') ? 'low' : 'high';

/** The interval that supplied one bound: that of the context, if it has this bound, else the general one. */
const supplier = (intervals: readonly Interval[], context: InboxItem['context'], side: Side): Interval | undefined =>
  intervals.find((one) => context !== undefined && one.context === context && one[side] !== undefined) ??
  intervals.find((one) => one.context === undefined && one[side] !== undefined);

const ofLimits = (item: InboxItem, { limits }: Order): AlertBound => {
  const tier = item.kind === 'critical' ? 'critical' : item.kind === 'abnormal' ? 'reference' : 'absolute';
  const intervals = limits.filter((one) => one.tier === tier);
  const low = supplier(intervals, item.context, 'low');
  const high = supplier(intervals, item.context, 'high');
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

/** How the order version that raised an item states the limit that was crossed. Undefined where there is no limit. */
export const boundOf = (item: InboxItem, order: Order): AlertBound | undefined => {
  if (item.kind === 'missing' || item.kind === 'summary') return undefined;
  if (item.kind !== 'change') return ofLimits(item, order);
  const direction = item.interpretation.includes('D') ? 'loss' : 'gain';
  const rule = order.rules.find(
    (one) => one.kind === 'change' && one.direction === direction && one.amount.value === item.limit?.value,
  );
  return { inclusive: rule?.kind === 'change' && rule.boundary === 'inclusive' };
};
