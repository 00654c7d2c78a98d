import type { Order } from '../../contract/domain/order.ts';
import { accept, type Outcome, refuse } from '../../contract/refusal.ts';
import { BEHIND_MS, isoOf, msOf } from '../clock/instant.ts';
import type { OrderVersion } from './order-history.ts';
import { versionInForce } from './version-in-force.ts';

const DAY_MS = 86_400_000;
/** A later version's instant may lie this far before its submission (contract: Life cycles). */
const SLACK_MS = 5 * 60_000;
const AT = "ServiceRequest.extension('limits-effective-from')";

const same = (a: string | undefined, b: string | undefined): boolean =>
  a !== undefined && b !== undefined && msOf(a) === msOf(b);

/** The instant of a first version: as stated, else the order's start; neither further back than is declared. */
const first = (order: Order, nowMs: number, backdateDays: number): Outcome<string> => {
  const earliest = nowMs - backdateDays * DAY_MS;
  if (msOf(order.period.start) < earliest)
    return refuse(
      'effective-from-too-early',
      'ServiceRequest.occurrencePeriod.start',
      `at most ${backdateDays} days ago`,
    );
  const from = order.effectiveFrom ?? order.period.start;
  return msOf(from) < earliest ? refuse('effective-from-too-early', AT) : accept(from);
};

/** What ends an order ends it whatever else holds. */
const isEnd = ({ status }: Order): boolean =>
  status === 'completed' || status === 'revoked' || status === 'entered-in-error';

/** Whether a version holds from its acceptance, and from no instant that its sender stated. */
const isFromAcceptance = ({ sentFrom, fromMs }: OrderVersion): boolean =>
  sentFrom === undefined || msOf(sentFrom) !== fromMs;

/**
 * The instant of acceptance: now, and not before that of a version which was accepted before. The clock of another process
 * that shares the database may be a little ahead, and the greater instant would go on to hold. What a clock accepted that
 * was set wrong, and back again, is not waited for.
 */
const acceptedAt = (versions: readonly OrderVersion[], nowMs: number): string => {
  const before = versions
    .slice(1)
    .filter((version) => isFromAcceptance(version) && version.fromMs <= nowMs + BEHIND_MS);
  return isoOf(Math.max(nowMs, ...before.map(({ fromMs }) => fromMs)));
};

/**
 * The instant from which a version holds, as text; `versions`: those before it, in the order of acceptance. First version:
 * as stated, else the order's start. Later: as stated, at most 5 min ago and (unless the status changes) after the version
 * before; where it is absent, or still the one of the version before (as sent or as shown back), the acceptance. Behind the
 * version in force only an end may reach: of anything else the greater instant would go on to hold (contract, In force), and
 * whoever changed the order would not know.
 */
export const effectiveFromOf = (
  order: Order,
  versions: readonly OrderVersion[],
  nowMs: number,
  backdateDays: number,
): Outcome<string> => {
  const previous = versions.at(-1);
  if (previous === undefined) return first(order, nowMs, backdateDays);
  const moved = msOf(order.period.start) !== msOf(previous.order.period.start);
  if (moved && msOf(order.period.start) < nowMs - backdateDays * DAY_MS)
    return refuse(
      'effective-from-too-early',
      'ServiceRequest.occurrencePeriod.start',
      `at most ${backdateDays} days ago`,
    );
  const stated = order.effectiveFrom;
  if (stated === undefined || same(stated, previous.order.effectiveFrom) || same(stated, previous.sentFrom))
    return accept(acceptedAt(versions, nowMs));
  if (msOf(stated) < nowMs - SLACK_MS) return refuse('effective-from-too-early', AT, 'at most 5 minutes ago');
  // A hold or an end need not wait for a version that is dated ahead: it replaces it.
  if (order.status === previous.order.status && msOf(stated) <= previous.fromMs)
    return refuse('effective-from-too-early', AT, 'must be after the version before');
  const inForce = versionInForce(versions, nowMs);
  if (!isEnd(order) && inForce !== undefined && msOf(stated) < inForce.fromMs)
    return refuse('effective-from-too-early', AT, 'must not be before the version in force');
  return accept(stated);
};
