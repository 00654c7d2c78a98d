import type { InboxItem } from '../../contract/domain/inbox-item.ts';
import { msOf } from '../clock/instant.ts';
import type { Context } from '../context.ts';
import { maySee } from '../inbox/inbox.ts';
import type { Kept } from '../store/documents.ts';
import { fits } from './fits.ts';

/**
 * Makes an event of an item that was just created or changed, for each subscription that it fits and whose
 * maker may see it now. Runs in the transaction of the item: both are there, or neither is, and the
 * numbers follow the order of commits. Returns whether there was any.
 */
export const noteEvent = (ctx: Context, item: Kept<InboxItem>): boolean => {
  const { subscriptions } = ctx.tables;
  const nowMs = ctx.clocks.real();
  const hearing = subscriptions.served().filter(({ seq, body: { end, criteria, by } }) => {
    if (nowMs >= msOf(end) || !fits(criteria, item.body) || !maySee(ctx, by, item.body.recipient)) return false;
    return subscriptions.progressOf(seq).started;
  });
  for (const { seq } of hearing) subscriptions.addEvent(seq, item);
  return hearing.length > 0;
};
