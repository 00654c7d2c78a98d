import { orderGate } from './order-gate.ts';

export const ORD_02 = orderGate('ORD-02', ['no-limits'], (fact) => fact.op.act.op === 'order.submit');
