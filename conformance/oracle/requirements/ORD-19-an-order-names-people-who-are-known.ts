import { orderGate } from './order-gate.ts';

export const ORD_19 = orderGate('ORD-19', ['unknown-recipient'], ({ op }) => op.act.op === 'order.submit');
