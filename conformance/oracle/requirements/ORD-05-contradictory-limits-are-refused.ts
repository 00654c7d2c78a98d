import { orderGate } from './order-gate.ts';

/**
 * ORD-05, and every other order that cannot be evaluated or followed: a limit finer than its precision, a unit
 * of another measure, a recipient nobody knows, a status that cannot come next.
 */
export const ORD_05 = orderGate(
  'ORD-05',
  [
    'contradictory',
    'limit-unit',
    'too-fine',
    'unsupported',
    'period',
    'unknown-recipient',
    'too-early',
    'unknown-order',
    'transition',
    'immutable',
  ],
  (fact) => !fact.replay,
);
