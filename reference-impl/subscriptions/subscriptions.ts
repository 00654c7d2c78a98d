import { SYSTEM } from '../../contract/codes/canonical.ts';
import { accept, type Outcome, refuse } from '../../contract/refusal.ts';
import type { Context, Deed } from '../context.ts';
import type { Caller, Pipeline, Stored } from '../pipeline.ts';
import type { Kept } from '../store/documents.ts';
import { change, create, remove } from './change.ts';
import type { Dispatcher } from './dispatcher.ts';
import { isOwn } from './may-subscribe.ts';
import { readEvents } from './read-events.ts';
import type { Subscription } from './subscription.ts';

/** What a deed on one subscription is called in the audit trail; its endpoint and headers are never in there. */
const deedOn = (caller: Caller, action: Deed['action'], id?: string): Deed => ({
  caller,
  subject: 'subscription',
  action,
  ...(id === undefined ? {} : { entity: { system: SYSTEM.subscription, value: id } }),
});

/** Subscriptions to In Basket items: kept, counted and looked at here; sent by whoever serves them. */
export const createSubscriptions = (
  ctx: Context,
  dispatcher: Dispatcher,
  allowedHosts: readonly string[],
): Pipeline['subscriptions'] => {
  const own = (caller: Caller, id: string): Outcome<Kept<Subscription>> => {
    if (!ctx.use.roleMay(caller, 'subscribe')) return refuse('scope');
    const kept = ctx.tables.subscriptions.find(id);
    return kept === undefined || !isOwn(kept.body, caller) ? refuse('not-found') : accept(kept);
  };
  const look = <T>(caller: Caller, id: string, see: (kept: Kept<Subscription>) => Outcome<T>): Outcome<T> => {
    const kept = own(caller, id);
    return ctx.looked(deedOn(caller, 'read', id), kept.ok ? see(kept.value) : kept);
  };
  const write = <T extends { readonly stored: Stored<Subscription>; readonly effect: string }>(
    deed: Deed,
    work: () => Outcome<T>,
  ): Promise<Outcome<T>> =>
    ctx.write(deed, () => {
      const outcome = work();
      if (!outcome.ok || outcome.value.effect === 'replayed') return outcome;
      dispatcher.touch();
      ctx.audit(deedOn(deed.caller, deed.action, outcome.value.stored.id));
      return outcome;
    });
  return {
    create: (caller, wanted) =>
      write(deedOn(caller, 'create'), () =>
        ctx.use.roleMay(caller, 'subscribe') ? create(ctx, allowedHosts, caller, wanted) : refuse('scope'),
      ),
    change: (caller, id, wanted, ifMatch) =>
      write(deedOn(caller, 'update', id), () => {
        const kept = own(caller, id);
        return kept.ok ? change(ctx, allowedHosts, caller, kept.value, wanted, ifMatch) : kept;
      }),
    remove: (caller, id, ifMatch) =>
      write(deedOn(caller, 'delete', id), () => {
        if (!ctx.use.roleMay(caller, 'subscribe')) return refuse('scope');
        const kept = ctx.tables.subscriptions.documents.byId(id);
        return kept === undefined || !isOwn(kept.body, caller) ? refuse('not-found') : remove(ctx, kept, ifMatch);
      }),
    read: (caller, id) => look(caller, id, accept),
    status: (caller, id) =>
      look(caller, id, (kept) => accept({ stored: kept, last: ctx.tables.subscriptions.progressOf(kept.seq).last })),
    events: (caller, id, range) => look(caller, id, (kept) => readEvents(ctx.tables.subscriptions, kept, range)),
    serve: (deliver) => {
      dispatcher.serve(deliver);
      return () => dispatcher.stop();
    },
  };
};
