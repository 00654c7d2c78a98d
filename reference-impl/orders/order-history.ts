import type { Order } from '../../contract/domain/order.ts';

/** One version of an order. `order.effectiveFrom` is always filled in. */
export interface OrderVersion {
  readonly version: number;
  /** Instant from which it holds, ms since the epoch. */
  readonly fromMs: number;
  readonly order: Order;
  /** `effectiveFrom` as the sender wrote it; undefined when it left it out. */
  readonly sentFrom: string | undefined;
}

/** An order with all its versions, first to last. */
export interface OrderHistory {
  readonly seq: number;
  readonly versions: readonly [OrderVersion, ...OrderVersion[]];
}

export const latestOf = (history: OrderHistory): OrderVersion => history.versions.at(-1) ?? history.versions[0];
