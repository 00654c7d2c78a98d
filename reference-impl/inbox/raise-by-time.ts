import type { InboxItem } from '../../contract/domain/inbox-item.ts';
import type { Identifier } from '../../contract/domain/identifier.ts';
import { isoOf } from '../clock/instant.ts';
import type { Context } from '../context.ts';
import type { OrderHistory } from '../orders/order-history.ts';
import type { Caller } from '../pipeline.ts';
import type { Kept } from '../store/documents.ts';
import { routed, SYSTEM } from './recipient.ts';

/** An item that no reading raises. */
export interface ByTime {
  readonly caller: Caller;
  readonly history: OrderHistory;
  readonly family: 'missing' | 'summary';
  /** The instant that makes it this item: when data were due, when its period ended (a longer one may begin alike). */
  readonly anchorMs: number;
  readonly nowMs: number;
  readonly says: Pick<
    InboxItem,
    'kind' | 'rule' | 'priority' | 'interpretation' | 'due' | 'lastEffective' | 'summary' | 'count'
  >;
  /** To whom, where it is not whom the order names. */
  readonly to?: Identifier | undefined;
}

/** Raises an item that fell due by time. */
export const raiseByTime = (
  ctx: Context,
  { caller, history, family, anchorMs, nowMs, says, to }: ByTime,
): Kept<InboxItem> => {
  const at = isoOf(nowMs);
  const latest = ctx.use.versionInForce(history.versions, nowMs) ?? history.versions[0];
  const { patient, measure, identifier: order } = latest.order;
  const of = { orderSeq: history.seq, family, orderVersion: latest.version, anchorMs, members: [] };
  const kept = ctx.tables.items.add(of, (identifier) => ({
    ...says,
    identifier,
    version: 1,
    status: 'new',
    patient,
    order,
    measure,
    ...routed(ctx, to ?? ctx.use.route(history, nowMs, ctx.use), nowMs),
    created: at,
    history: [{ status: 'new', at, actor: SYSTEM }],
  }));
  ctx.audit({ caller, subject: 'item', action: 'create', patient, entity: kept.body.identifier });
  return kept;
};
