import { isEnd, type OrderVersion } from '../course/version.ts';
import type { OrderRecord } from '../orders/order-record.ts';
import { cameDue, nothingElseDue } from './due.ts';
import type { Judge } from './judge.ts';

const stops = (version: OrderVersion): boolean => isEnd(version) || version.order.status === 'on-hold';

/** When, by the SUT's clock, an order was put on hold or ended for certain; undefined: never. */
const stoppedAt = ({ versions }: OrderRecord): bigint | undefined => versions.find(stops)?.from.high;

/** ALR-18: neither a hold nor the end of its order stops the steps of an item that nobody has seen; and starts none. */
export const ALR_18: Judge = {
  id: 'ALR-18',
  due(fact, out) {
    const { subject, order, due } = fact.demand;
    const stopped = stoppedAt(order);
    if (subject.family === 'escalation' && stopped !== undefined && stopped <= due.low) cameDue(fact, out);
  },
  notDue(fact, out) {
    if (fact.family === 'escalation' && stoppedAt(fact.order) !== undefined)
      nothingElseDue(fact, out, 'no copy of an item that somebody has seen, though its order is over');
  },
};
