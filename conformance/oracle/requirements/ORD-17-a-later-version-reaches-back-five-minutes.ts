import { orderGate } from './order-gate.ts';

/** ORD-17: its twins are changes that say from when they hold. */
export const ORD_17 = orderGate(
  'ORD-17',
  ['too-early'],
  ({ op, replay }) => op.act.op === 'order.change' && op.act.order.effectiveFrom !== undefined && !replay,
);
