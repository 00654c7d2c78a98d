import type { Order } from '../../../contract/domain/index.ts';
import type { OrderControl } from '../../../contract/wire/hl7v2/order.ts';

const bare = ({ status: _status, effectiveFrom: _from, ...rest }: Order): string => JSON.stringify(rest);
const sameButStatus = (a: Order, b: Order): boolean => bare(a) === bare(b);

/**
 * How a placer says the next state of an order: hold, release, discontinue, or the whole of it as a change
 * (docs/bindings/hl7v2.md). A change states limits and rules and never a status, so a hold that also moves its
 * instant stays a hold: HD and RL carry the instant themselves. That a discontinued order is to be active again is
 * said by a release, too: the change that repeats it whole asks for nothing, and may be answered as a repetition.
 */
export const controlOf = (next: Order, before: Order | undefined): OrderControl => {
  if (next.status === 'revoked') return 'DC';
  const bodyIsSame = before === undefined || sameButStatus(before, next);
  if (next.status === 'on-hold' && bodyIsSame) return 'HD';
  if (next.status === 'active' && before !== undefined && before.status !== 'active' && bodyIsSame) return 'RL';
  return 'XO';
};
