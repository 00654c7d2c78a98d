import { msOf } from '../clock/instant.ts';
import { latestOf, type OrderHistory, type OrderVersion } from './order-history.ts';
import type { versionInForce as VersionInForce } from './version-in-force.ts';

/** `active` with the version that holds; `ended` when only a late reading's policy stands in the way. */
export type Standing =
  | { readonly kind: 'active'; readonly version: OrderVersion; readonly ended: boolean }
  | { readonly kind: 'inactive' };

export interface StandingUse {
  readonly versionInForce: typeof VersionInForce;
}

const insidePeriod = (version: OrderVersion, atMs: number): boolean =>
  atMs >= msOf(version.order.period.start) && atMs < msOf(version.order.period.end);

const hasEnded = (version: OrderVersion, nowMs: number): boolean =>
  version.order.status === 'completed' || version.order.status === 'revoked' || nowMs >= msOf(version.order.period.end);

/**
 * How an order stands to a reading effective at `atMs`, sent at `nowMs`. The version in force then
 * decides: it must be active and its period, [start, end), must hold the instant. An order that was
 * entered in error never was. `ended`: the order is over by now, though it was active then.
 */
export const standingAt = (history: OrderHistory, atMs: number, nowMs: number, use: StandingUse): Standing => {
  if (latestOf(history).order.status === 'entered-in-error') return { kind: 'inactive' };
  const version = use.versionInForce(history.versions, atMs);
  if (version === undefined || version.order.status !== 'active' || !insidePeriod(version, atMs))
    return { kind: 'inactive' };
  const current = use.versionInForce(history.versions, nowMs);
  return { kind: 'active', version, ended: current !== undefined && hasEnded(current, nowMs) };
};
