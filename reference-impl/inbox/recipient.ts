import { type Identifier, keyOf } from '../../contract/domain/identifier.ts';
import type { InboxItem } from '../../contract/domain/inbox-item.ts';
import type { Context } from '../context.ts';
import type { OrderHistory } from '../orders/order-history.ts';
import { absencesOf } from '../people/table.ts';

/** The pipeline itself, as the actor of a status event. */
export const SYSTEM = 'system';

/** Whose In Basket something for a person or pool goes to if it is raised now. */
export const recipientOf = (ctx: Context, named: Identifier, nowMs: number): Identifier =>
  ctx.use.cover(named, nowMs, (person) => absencesOf(ctx.tables.coverage, person));

/** The same with why it goes there. */
export const routed = (
  ctx: Context,
  named: Identifier,
  nowMs: number,
): Required<Pick<InboxItem, 'recipient' | 'routedAs'>> => {
  const recipient = recipientOf(ctx, named, nowMs);
  return { recipient, routedAs: keyOf(recipient) === keyOf(named) ? 'responsible' : 'covering' };
};

/** Of an item of an order: to whom the order names now. */
export const routedNow = (ctx: Context, history: OrderHistory, nowMs: number): ReturnType<typeof routed> =>
  routed(ctx, ctx.use.route(history, nowMs, ctx.use), nowMs);
