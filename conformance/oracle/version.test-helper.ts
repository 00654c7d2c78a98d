import type { Order } from '../../contract/domain/index.ts';
import type { OrderVersion } from './course/version.ts';
import { HistoryBuilder } from './history-builder.test-helper.ts';
import { isOp } from './record/patient-record.ts';
import { instant } from './time/instant.ts';
import { exactly } from './time/span.ts';

/** A version of an order as it was taken at once, before everything else; everything can be said otherwise. */
export const versionOf = (order: Order, more: Partial<Omit<OrderVersion, 'order' | 'op'>> = {}): OrderVersion => {
  const op = new HistoryBuilder().op({ op: 'order.submit', order });
  if (!isOp(op, 'order.submit')) throw new Error('not an order');
  const from = exactly(instant(order.effectiveFrom ?? order.period.start));
  return {
    order,
    op,
    from,
    byAcceptance: false,
    moment: { step: 0, from: 0, to: 0, now: from },
    ...more,
  };
};
