import { DEFAULT_PRECISION } from '../../contract/codes/measures.ts';
import type { Interval, Order, Reading } from '../../contract/domain/index.ts';
import { type Exact, comparable, convert, exact, minus, order as compare, roundHalfUp } from './number.test-helper.ts';
import { DAY, instantOf, lengthOf, localDayOf } from './instant.test-helper.ts';

/** What one order says of one reading. `directions`: H, L, HH, LL, or of a change U, D. */
export interface Call {
  readonly kind: 'critical' | 'abnormal' | 'data-quality' | 'change';
  readonly directions: readonly ('H' | 'L' | 'HH' | 'LL' | 'U' | 'D')[];
}

export const placesOf = (order: Order): number => order.precision ?? DEFAULT_PRECISION[order.unit];

/** The one meal context that its limits are looked up by; none when there are two. */
const contextOf = (reading: Reading): Interval['context'] => {
  const all = [...new Set([reading.mealContext, ...(reading.furtherContexts ?? [])])].filter((c) => c !== undefined);
  return all.length === 1 ? all[0] : undefined;
};

const boundOf = (
  order: Order,
  tier: Interval['tier'],
  side: 'low' | 'high',
  context: Interval['context'],
): { readonly at: Exact; readonly inclusive: boolean } | undefined => {
  const has = (i: Interval, c: Interval['context']) => i.tier === tier && i.context === c && i[side] !== undefined;
  const special = context === undefined ? undefined : order.limits.find((i) => has(i, context));
  const interval = special ?? order.limits.find((i) => has(i, undefined));
  const text = interval?.[side];
  if (text === undefined) return undefined;
  return { at: exact(text), inclusive: interval?.inclusive === 'both' || interval?.inclusive === side };
};

const isBeyond = (
  order: Order,
  reading: Reading,
  tier: Interval['tier'],
  side: 'low' | 'high',
  context: Interval['context'],
): boolean => {
  const bound = boundOf(order, tier, side, context);
  if (bound === undefined) return false;
  const { result } = reading;
  if (result.kind === 'off-scale') return result.direction === side;
  if (result.kind === 'absent') return false;
  const difference = compare(comparable(result.quantity, order.unit, placesOf(order)), bound.at);
  return (bound.inclusive && difference === 0) || (side === 'high' ? difference > 0 : difference < 0);
};

/** A number that cannot be this patient's. */
export const isImplausible = (order: Order, reading: Reading): boolean =>
  reading.result.kind === 'value' &&
  (isBeyond(order, reading, 'absolute', 'high', undefined) || isBeyond(order, reading, 'absolute', 'low', undefined));

const withContext = (order: Order, reading: Reading, context: Interval['context']): Call | undefined => {
  if (isImplausible(order, reading)) return { kind: 'data-quality', directions: [] };
  if (isBeyond(order, reading, 'critical', 'high', context)) return { kind: 'critical', directions: ['HH'] };
  if (isBeyond(order, reading, 'critical', 'low', context)) return { kind: 'critical', directions: ['LL'] };
  if (isBeyond(order, reading, 'reference', 'high', context)) return { kind: 'abnormal', directions: ['H'] };
  if (isBeyond(order, reading, 'reference', 'low', context)) return { kind: 'abnormal', directions: ['L'] };
  return undefined;
};

/** What the limits say of a reading by itself, whatever raises an item. */
export const limitsCall = (order: Order, reading: Reading): Call | undefined =>
  withContext(order, reading, contextOf(reading));

export const sameCall = (a: Call | undefined, b: Call | undefined): boolean =>
  a?.kind === b?.kind && a?.directions.join() === b?.directions.join();

/** Whether the meal context changed what the limits say. */
export const contextDecides = (order: Order, reading: Reading): boolean =>
  !sameCall(limitsCall(order, reading), withContext(order, reading, undefined));

type ChangeRule = Extract<Order['rules'][number], { kind: 'change' }>;

const inWindow = (rule: ChangeRule, earlier: Reading, reading: Reading): boolean => {
  const before = instantOf(earlier.effective);
  const at = instantOf(reading.effective);
  if (before >= at) return false;
  if (rule.window.unit === 'h' || rule.window.unit === 'min') return before >= at - lengthOf(rule.window);
  return localDayOf(earlier.effective) >= localDayOf(reading.effective) - lengthOf(rule.window) / DAY;
};

const numberOf = (rule: ChangeRule, r: Reading): Exact =>
  r.result.kind === 'value' ? convert(r.result.quantity, rule.amount.unit) : exact('0');

const crosses = (order: Order, rule: ChangeRule, reading: Reading, others: readonly Reading[]): boolean => {
  const up = rule.direction === 'gain';
  const inside = others.filter((r) => inWindow(rule, r, reading));
  const [first, ...rest] = inside;
  if (first === undefined || reading.result.kind !== 'value') return false;
  const base = rest.reduce((a, b) => {
    const apart = compare(numberOf(rule, b), numberOf(rule, a));
    return (up ? apart < 0 : apart > 0) ? b : a;
  }, first);
  if (base.result.kind !== 'value') return false;
  const [now, then, amount] = [reading.result.quantity, base.result.quantity, rule.amount];
  const [high, low] = up ? [now, then] : [then, now];
  const difference = minus(convert(high, amount.unit), convert(low, amount.unit));
  const asSent = now.unit === amount.unit && then.unit === amount.unit;
  const moved = asSent ? difference : roundHalfUp(difference, order.precision ?? DEFAULT_PRECISION[amount.unit]);
  const apart = compare(moved, exact(amount.value));
  return apart > 0 || (apart === 0 && rule.boundary === 'inclusive');
};

/** What the change rules say of a reading beside all others of its measure that are filed. */
export const changeCall = (order: Order, reading: Reading, others: readonly Reading[]): Call | undefined => {
  const counts = (r: Reading) => r.result.kind === 'value' && !isImplausible(order, r);
  if (!counts(reading)) return undefined;
  const base = others.filter(counts);
  const crossed = order.rules.filter((rule) => rule.kind === 'change' && crosses(order, rule, reading, base));
  const directions = (['D', 'U'] as const).filter((d) =>
    crossed.some((rule) => rule.kind === 'change' && (rule.direction === 'gain') === (d === 'U')),
  );
  return directions.length === 0 ? undefined : { kind: 'change', directions };
};

/** Which abnormal readings raise an item by themselves. */
export const alertOn = (order: Order): 'each' | 'repeated' | 'none' => {
  const said = order.rules.find((r) => r.kind === 'alert-on');
  if (said?.kind === 'alert-on') return said.abnormal;
  return order.rules.some((r) => r.kind === 'repeated') ? 'repeated' : 'each';
};
