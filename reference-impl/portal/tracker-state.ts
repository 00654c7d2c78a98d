import type { TrackerState } from '../../contract/domain/tracker.ts';
import { msOf } from '../clock/instant.ts';
import { latestOf, type OrderHistory, type OrderVersion } from '../orders/order-history.ts';
import type { versionInForce as VersionInForce } from '../orders/version-in-force.ts';

/** What a patient last did about a tracker; undefined: nothing yet. */
export type Chosen = 'picked' | 'disconnected' | undefined;

export interface TrackerFacts {
  readonly history: OrderHistory;
  readonly chosen: Chosen;
  readonly isEligible: boolean;
  readonly isPermitted: boolean;
  /** The patient's virtual now, ms. */
  readonly nowMs: number;
}

export interface TrackerUse {
  readonly versionInForce: typeof VersionInForce;
}

const isOver = ({ order }: OrderVersion, nowMs: number): boolean =>
  order.status === 'completed' || order.status === 'revoked' || nowMs >= msOf(order.period.end);

/**
 * How the portal shows the tracker of an order; undefined: not at all. Offered while the order is active and a phone can
 * serve; connected once it is picked and permission is in force. Source: contract, Life cycles, Tracker.
 */
export const trackerState = (
  { history, chosen, isEligible, isPermitted, nowMs }: TrackerFacts,
  use: TrackerUse,
): TrackerState | undefined => {
  const version = use.versionInForce(history.versions, nowMs);
  if (latestOf(history).order.status === 'entered-in-error') return chosen === undefined ? undefined : 'over';
  if (version === undefined || version.order.status === 'draft') return undefined;
  if (isOver(version, nowMs)) return chosen === undefined ? undefined : 'over';
  if (chosen === 'picked') return isPermitted ? 'connected' : 'picked';
  const isActive = version.order.status === 'active' && msOf(version.order.period.start) <= nowMs;
  if (!isActive || !isEligible) return chosen;
  return chosen ?? 'offered';
};
