import type { Order } from '../../../../../contract/domain/order.ts';
import type { Json } from '../../../../../contract/wire/json/lossless.ts';
import { sameJson } from '../../../../../contract/wire/json/same.ts';

/** Parts of an order that somebody decides, and not the clock. */
const decided = ({ limits, rules, unit, responsible, reason = '' }: Order): Json =>
  JSON.parse(JSON.stringify({ limits, rules, unit, responsible, reason })) as Json;

/** Whether two orders say the same of what somebody decides. */
export const sameDecision = (a: Order, b: Order): boolean => sameJson(decided(a), decided(b));
