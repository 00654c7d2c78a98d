import type { Order } from '../../contract/domain/index.ts';
import type { OrderVersion } from './orders/version.ts';
import { HistoryBuilder } from './history-builder.test-helper.ts';
import { isOp } from './record/patient-record.ts';
import { instant } from './time/instant.ts';
import { exactly, type Span } from './time/span.ts';

/** A version of an order as it was taken at once, before everything else; everything can be said otherwise. */
export const versionOf = (
  order: Order,
  more: Partial<Omit<OrderVersion, 'order' | 'op'>> & { from?: Span } = {},
): OrderVersion => {
  const op = new HistoryBuilder().op({ op: 'order.submit', order });
  if (!isOp(op, 'order.submit')) throw new Error('not an order');
  return {
    order,
    op,
    sent: 0,
    settled: 0,
    certain: true,
    from: exactly(instant(order.effectiveFrom ?? order.period.start)),
    byAcceptance: false,
    ...more,
  };
};
