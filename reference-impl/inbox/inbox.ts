import type { InboxItem } from '../../contract/domain/inbox-item.ts';
import type { Identifier } from '../../contract/domain/identifier.ts';
import { accept, type Outcome, refuse } from '../../contract/refusal.ts';
import { isoOf } from '../clock/instant.ts';
import type { Context } from '../context.ts';
import { actorOf } from '../people/access.ts';
import { membersOf } from '../people/table.ts';
import type { Caller, InboxQuery, Page, Pipeline, Written } from '../pipeline.ts';
import { recipientOf } from './recipient.ts';
import type { Changes } from './changes.ts';
import { searchItems } from './search.ts';

/** Whether a caller may see an item: the hospital sees all, a clinician what they or their pool own. */
export const maySee = (ctx: Context, caller: Caller, owner: Identifier): boolean =>
  caller.role !== 'clinician' || ctx.use.mayAct(owner, caller.subject, (pool) => membersOf(ctx.tables.people, pool));

/**
 * Whether a person's act on an item, or answer about it, counts now: its owner's, that of a member of the pool that owns
 * it, and of who stands in for the owner at this time.
 */
export const isItsRecipient = (
  ctx: Context,
  person: Identifier | undefined,
  { recipient, patient }: InboxItem,
): boolean => {
  const owners = [recipient, recipientOf(ctx, recipient, ctx.now(patient))];
  return owners.some((owner) => ctx.use.mayAct(owner, person, (pool) => membersOf(ctx.tables.people, pool)));
};

const personOf = ({ role, subject }: Caller): Identifier | undefined => (role === 'clinician' ? subject : undefined);

/** Whether a caller may open an item: who may see its In Basket, and who may act on it now. */
export const mayOpen = (ctx: Context, caller: Caller, item: InboxItem): boolean =>
  maySee(ctx, caller, item.recipient) || isItsRecipient(ctx, personOf(caller), item);

const act = (
  ctx: Context,
  caller: Caller,
  id: string,
  what: 'seen' | 'done',
  ifMatch: number | undefined,
): Outcome<Written<InboxItem>> => {
  const kept = ctx.tables.items.documents.byId(id);
  if (kept === undefined) return refuse('not-found');
  const { patient, identifier } = kept.body;
  if (!isItsRecipient(ctx, personOf(caller), kept.body)) return refuse('not-recipient', 'Task.owner');
  if (ifMatch !== undefined && ifMatch !== kept.version) return refuse('stale-version');
  const next = ctx.use.actOnItem(kept.body, what, actorOf(caller), isoOf(ctx.now(patient)));
  if (next === undefined) return refuse('illegal-transition', 'Task.status', `${kept.body.status} to ${what}`);
  if (!next.changed) return accept({ stored: kept, effect: 'replayed', warnings: [] });
  const stored = ctx.tables.items.revise(kept, next.item);
  ctx.audit({ caller, subject: 'item', action: 'update', patient, entity: identifier });
  return accept({ stored, effect: 'updated', warnings: [] });
};

const search = (ctx: Context, caller: Caller, query: InboxQuery): Outcome<Page<InboxItem>> => {
  if (!ctx.use.roleMay(caller, 'read-inbox')) return refuse('scope');
  if (caller.role !== 'clinician') return searchItems(ctx.tables.items, query, undefined);
  const { subject } = caller;
  const pools = ctx.tables.people.CareTeam.select('ORDER BY seq').map((pool) => pool.body.identifier);
  const owners = subject === undefined ? [] : [subject, ...pools].filter((owner) => maySee(ctx, caller, owner));
  return searchItems(ctx.tables.items, query, owners);
};

/** The In Baskets: looked at by the hospital, acted on by the person or the pool that owns the item. */
export const createInbox = (ctx: Context, changes: Pick<Changes, 'changed'>): Pipeline['inbox'] => ({
  search: (caller, query) => ctx.looked({ caller, subject: 'item', action: 'read' }, search(ctx, caller, query)),
  act: (caller, item, what, ifMatch) => {
    const kept = ctx.tables.items.documents.byId(item.id);
    const about = kept === undefined ? {} : { patient: kept.body.patient, entity: kept.body.identifier };
    return ctx.write({ caller, subject: 'item', action: 'update', ...about }, () =>
      act(ctx, caller, item.id, what, ifMatch),
    );
  },
  changed: changes.changed,
});
