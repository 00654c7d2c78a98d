import { instant } from '../time/instant.ts';
import { orderGate } from './order-gate.ts';

/** ORD-18: its twins start before they were written. */
export const ORD_18 = orderGate(
  'ORD-18',
  ['backdated'],
  ({ op: { act } }) => act.op === 'order.submit' && instant(act.order.period.start) < instant(act.order.authoredOn),
);
