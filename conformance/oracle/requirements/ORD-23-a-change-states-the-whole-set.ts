import { isChangeByV2, orderGate } from './order-gate.ts';

/** ORD-23: its twin repeats everything, or deletes by name what it leaves out. */
export const ORD_23 = orderGate('ORD-23', ['delta'], ({ op }) => isChangeByV2(op));
