import { MEASURE_OF_UNIT } from '../../contract/codes/measures.ts';
import type { Interval } from '../../contract/domain/limit.ts';
import type { Order } from '../../contract/domain/order.ts';
import { type Refusal, refuse } from '../../contract/refusal.ts';
import { precisionOf } from '../limits/comparable.ts';
import { compare, decimalsNeeded, fractionOf } from '../limits/fraction.ts';

const no = (...why: Parameters<typeof refuse>): Refusal => refuse(...why).refusal;

const less = (a: string | undefined, b: string | undefined): boolean =>
  a !== undefined && b !== undefined && compare(fractionOf(a), fractionOf(b)) < 0;

/** Critical must lie outside the reference interval, or touch it, on either side. */
const inside = (critical: Interval, reference: Interval): boolean =>
  less(critical.high, reference.high) ||
  less(reference.low, critical.low) ||
  less(critical.high, reference.low) ||
  less(reference.high, critical.low);

/** Which interval contradicts itself or one before it, and how. */
interface Contradiction {
  readonly index: number;
  readonly why: string;
}

const inItself = ({ low, high }: Interval, places: number): string | undefined => {
  if (low !== undefined && high !== undefined && !less(low, high)) return `low ${low} is not below high ${high}`;
  for (const bound of [low, high]) {
    if (bound === undefined) continue;
    if (less(bound, '0')) return `the limit ${bound} is negative`;
    if (decimalsNeeded(bound) > places) return `the limit ${bound} is finer than ${places} decimals`;
  }
  return undefined;
};

const contradiction = (order: Order): Contradiction | undefined => {
  const places = precisionOf(order, order.unit);
  const seen = new Map<string, Interval>();
  for (const [index, interval] of order.limits.entries()) {
    const name = `${interval.tier} ${interval.context ?? ''}`;
    const why = seen.has(name) ? `two intervals of the tier ${name}` : inItself(interval, places);
    if (why !== undefined) return { index, why };
    seen.set(name, interval);
  }
  for (const [index, critical] of order.limits.entries()) {
    const reference = critical.tier === 'critical' ? seen.get(`reference ${critical.context ?? ''}`) : undefined;
    if (reference !== undefined && inside(critical, reference)) return { index, why: 'critical lies inside reference' };
  }
  return undefined;
};

/**
 * Whether an order's limits can be evaluated: a unit of its measure, at least one limit (a change
 * rule is one), low below high, critical outside reference, one interval a tier and context, no
 * bound finer than the order's precision.
 */
export const checkLimits = (order: Order): Refusal | undefined => {
  const unitAt = 'ServiceRequest.contained.quantitativeDetails.unit';
  if (MEASURE_OF_UNIT[order.unit] !== order.measure)
    return no('limit-unit', unitAt, `${order.unit} is no unit of ${order.measure}`);
  const limited = order.limits.some((i) => i.tier !== 'absolute') || order.rules.some((r) => r.kind === 'change');
  if (!limited) return no('limits-missing', 'ServiceRequest.supportingInfo');
  const found = contradiction(order);
  return found && no('limits-contradictory', `ServiceRequest.contained.qualifiedInterval[${found.index}]`, found.why);
};
