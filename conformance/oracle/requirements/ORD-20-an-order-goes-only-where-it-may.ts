import { orderGate } from './order-gate.ts';

/** ORD-20: its twins put an order on hold, or end it. */
export const ORD_20 = orderGate(
  'ORD-20',
  ['transition'],
  ({ op, replay }) => op.act.op === 'order.change' && op.act.order.status !== 'active' && !replay,
);
