import type { OrderRecord } from './order-record.ts';

/** The limits of an order were others once, in this history. */
export const haveChanged = ({ versions }: OrderRecord): boolean =>
  new Set(versions.map((v) => JSON.stringify([v.order.limits, v.order.unit]))).size > 1;
