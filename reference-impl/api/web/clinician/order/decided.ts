import type { Order } from '../../../../../contract/domain/order.ts';
import type { Json } from '../../../../../contract/wire/json/lossless.ts';
import { sameJson } from '../../../../../contract/wire/json/same.ts';
import { msOf } from '../../../../clock/instant.ts';

const HOUR_MS = 3_600_000;

/** Parts of an order that somebody decides, and not the clock. */
const decided = ({ limits, rules, unit, responsible, reason = '' }: Order): Json =>
  JSON.parse(JSON.stringify({ limits, rules, unit, responsible, reason })) as Json;

/** Whether two orders say the same of what somebody decides. */
export const sameDecision = (a: Order, b: Order): boolean => sameJson(decided(a), decided(b));

/** How long after its signing an instant of an order lies, ms: a form says its times so, in days and hours from then. */
const afterSigning = ({ authoredOn }: Order, instant: string): number => msOf(instant) - msOf(authoredOn);

/** In which whole hour after its signing a version holds. At once is what the clock said a moment later. */
const hoursAhead = (order: Order): number =>
  order.effectiveFrom === undefined ? 0 : Math.round(afterSigning(order, order.effectiveFrom) / HOUR_MS);

/**
 * Whether two orders are in force as long, as a form has it: one that is sent twice is signed at two moments, and the days
 * that it says are counted from each.
 */
export const sameTerm = (a: Order, b: Order): boolean =>
  [[a.period.start, b.period.start] as const, [a.period.end, b.period.end] as const].every(
    ([one, other]) => msOf(one) === msOf(other) || afterSigning(a, one) === afterSigning(b, other),
  );

/** Whether two versions hold from as many hours after their signing. */
export const sameHours = (a: Order, b: Order): boolean => hoursAhead(a) === hoursAhead(b);
