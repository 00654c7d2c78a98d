import { instant } from '../time/instant.ts';
import { after, either, exactly, type Span, type Tri } from '../time/span.ts';
import { inForceAt, isEnd, visible, type Met } from './in-force.ts';
import type { OrderRecord, OrderVersion } from './version.ts';

/** How an order stands to a reading's effective time. Only `active` admits. */
export type Standing = 'active' | 'draft' | 'on-hold' | 'ended' | 'in-error' | 'not-begun' | 'unknown-order';

export interface OrderStanding {
  readonly standing: Standing;
  /** The version that says so; absent where none holds. */
  readonly version: OrderVersion | undefined;
}

const standingOf = (version: OrderVersion | undefined, at: bigint): Standing => {
  if (version === undefined) return 'not-begun';
  const { status, period } = version.order;
  if (status === 'draft' || status === 'on-hold') return status;
  if (status === 'entered-in-error') return 'in-error';
  if (isEnd(version) || at >= instant(period.end)) return 'ended';
  return at < instant(period.start) ? 'not-begun' : 'active';
};

/** Every way in which the order can have stood at `at` when it was met. */
export const standings = (order: OrderRecord, at: bigint, met: Met): OrderStanding[] =>
  inForceAt(order.versions, at, met).map((version) => ({ standing: standingOf(version, at), version }));

/** Whether the order had ended when a reading was submitted (virtual time `now`), though it was active at the reading's time. */
export const endedBy = (order: OrderRecord, version: OrderVersion, now: Span, met: Met): Tri => {
  let ended = after(now, exactly(instant(version.order.period.end) - 1n));
  for (const end of order.versions.filter(isEnd)) {
    const taken = visible(end, met);
    ended = either(ended, taken === 'yes' ? after(now, end.from) : taken === 'maybe' ? 'maybe' : 'no');
  }
  return ended;
};
