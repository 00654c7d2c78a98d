import type { WithdrawalReason } from '../../contract/domain/inbox-item.ts';
import { msOf } from '../clock/instant.ts';
import { durationMs } from '../limits/window.ts';
import { latestOf, type OrderHistory, type OrderVersion } from '../orders/order-history.ts';
import type { versionInForce as VersionInForce } from '../orders/version-in-force.ts';

export interface MissingUse {
  readonly versionInForce: typeof VersionInForce;
}

/** How an order stands to missing data at an instant. `nextMs`: when time alone can change that; undefined: never. */
export type MissingLook =
  | { readonly isMissing: true; readonly dueMs: number; readonly nextMs: number | undefined }
  | { readonly isMissing: false; readonly reason: WithdrawalReason; readonly nextMs: number | undefined };

/** When a version took the order from on-hold to active; none if it did not. */
const releaseOf = (version: OrderVersion, { versions }: OrderHistory, use: MissingUse): readonly number[] => {
  if (version.order.status !== 'active') return [];
  const others = versions.filter(
    (v) => v.version !== version.version && (v.version < version.version || v.fromMs < version.fromMs),
  );
  return use.versionInForce(others, version.fromMs)?.order.status === 'on-hold' ? [version.fromMs] : [];
};

/** Data are due a period after the latest of the order's start, its last release and its latest reading. */
const dueOf = (
  version: OrderVersion,
  history: OrderHistory,
  latestMs: number | undefined,
  nowMs: number,
  use: MissingUse,
): number | undefined => {
  const rule = version.order.rules.find((r) => r.kind === 'missing');
  if (rule === undefined) return undefined;
  const released = history.versions.filter((v) => v.fromMs <= nowMs).flatMap((v) => releaseOf(v, history, use));
  const since = [msOf(version.order.period.start), ...released, ...(latestMs === undefined ? [] : [latestMs])];
  return Math.max(...since) + durationMs(rule.period);
};

const reasonOf = (
  version: OrderVersion | undefined,
  isActive: boolean,
  dueMs: number | undefined,
): WithdrawalReason => {
  if (version?.order.status === 'on-hold') return 'order-on-hold';
  if (!isActive) return 'order-ended';
  return dueMs === undefined ? 're-evaluated' : 'data-received';
};

/**
 * Whether data are missing under an order: the instant at which they were due has come, and the order is active.
 * `latestMs`: the latest effective time of what is filed and counts. Source: contract, Evaluation, row `missing`.
 */
export const missingAt = (
  history: OrderHistory,
  latestMs: number | undefined,
  nowMs: number,
  use: MissingUse,
): MissingLook => {
  if (latestOf(history).order.status === 'entered-in-error')
    return { isMissing: false, reason: 'order-in-error', nextMs: undefined };
  const version = use.versionInForce(history.versions, nowMs);
  const startMs = version === undefined ? 0 : msOf(version.order.period.start);
  const endMs = version === undefined ? 0 : msOf(version.order.period.end);
  const isActive = version?.order.status === 'active' && startMs <= nowMs && nowMs < endMs;
  const dueMs = version && dueOf(version, history, latestMs, nowMs, use);
  const changes = [...history.versions.map((v) => v.fromMs), startMs, endMs, ...(dueMs === undefined ? [] : [dueMs])];
  const ahead = changes.filter((at) => at > nowMs);
  const nextMs = ahead.length === 0 ? undefined : Math.min(...ahead);
  if (isActive && dueMs !== undefined && dueMs <= nowMs) return { isMissing: true, dueMs, nextMs };
  return { isMissing: false, reason: reasonOf(version, isActive, dueMs), nextMs };
};
