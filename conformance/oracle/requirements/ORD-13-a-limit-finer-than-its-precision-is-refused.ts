import { isFine, orderGate } from './order-gate.ts';

/** ORD-13: its twin has decimals, and as many as its precision allows. */
export const ORD_13 = orderGate('ORD-13', ['too-fine'], (fact) => isFine(fact.op.act.order));
