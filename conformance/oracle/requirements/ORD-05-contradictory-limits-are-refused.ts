import { orderGate } from './order-gate.ts';

/** ORD-05, and every other order that cannot be followed and has no requirement of its own. */
export const ORD_05 = orderGate(
  'ORD-05',
  ['contradictory', 'limit-unit', 'unsupported', 'period', 'unknown-order', 'immutable'],
  (fact) => !fact.replay,
);
