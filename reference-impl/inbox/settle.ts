import type { InboxItem, WithdrawalReason } from '../../contract/domain/inbox-item.ts';
import type { Reading } from '../../contract/domain/reading.ts';
import { compact } from '../../contract/wire/json/compact.ts';
import { isoOf, msOf } from '../clock/instant.ts';
import type { Context } from '../context.ts';
import type { OrderHistory } from '../orders/order-history.ts';
import type { Caller } from '../pipeline.ts';
import type { Kept } from '../store/documents.ts';
import type { ItemPlan } from './plan-items.ts';
import type { Shown } from './reconcile.ts';
import type { ItemIdentity } from './table.ts';

/** What the items are about. `submittedMs`: when the reading itself was filed, virtual time. */
export interface About {
  readonly caller: Caller;
  readonly history: OrderHistory;
  readonly reading: Reading;
  readonly readingSeq: number;
  readonly submittedMs: number;
  /** Why an item goes that nothing comes in the place of. */
  readonly reason: WithdrawalReason;
}

/** What the reading itself says on its items. */
const shownOf = ({ result, effective, mealContext }: Reading): Shown =>
  compact({
    value: result.kind === 'value' ? result.quantity : undefined,
    effective,
    context: mealContext,
  });

/** The pipeline itself, as the actor of a status event. */
const SYSTEM = 'system';

/** Raises an item; it goes to whom the order names then. */
export const raise = (
  ctx: Context,
  about: About,
  plan: ItemPlan,
  of: ItemIdentity,
  nowMs: number,
): Kept<InboxItem> => {
  const { reading, history } = about;
  const at = isoOf(nowMs);
  const { family: _, ...says } = plan;
  const kept = ctx.tables.items.add(of, (identifier) =>
    compact({
      ...says,
      identifier,
      version: 1,
      status: 'new',
      patient: reading.patient,
      order: history.versions[0].order.identifier,
      measure: reading.measure,
      recipient: ctx.use.route(history, nowMs, ctx.use),
      routedAs: 'responsible',
      reading: reading.identifier,
      value: undefined,
      context: undefined,
      ...shownOf(reading),
      submitted: isoOf(about.submittedMs),
      late: ctx.use.isLate(msOf(reading.effective), nowMs),
      created: at,
      history: [{ status: 'new', at, actor: SYSTEM }],
    } satisfies { [K in keyof InboxItem]: InboxItem[K] | undefined }),
  );
  const { identifier, patient } = kept.body;
  ctx.audit({ caller: about.caller, subject: 'item', action: 'create', patient, entity: identifier });
  return kept;
};

/** Withdraws an item, with the reason, as the pipeline's own act. */
export const withdraw = (ctx: Context, caller: Caller, kept: Kept<InboxItem>, reason: string, nowMs: number): void => {
  const { body } = kept;
  const history = [...body.history, { status: 'withdrawn' as const, at: isoOf(nowMs), actor: SYSTEM }];
  ctx.tables.items.revise(kept, { ...body, status: 'withdrawn', withdrawal: reason, history });
  ctx.audit({ caller, subject: 'item', action: 'update', patient: body.patient, entity: body.identifier });
};

/** Another figure or content of an item that goes on standing. */
export const update = (ctx: Context, about: About, kept: Kept<InboxItem>, plan: ItemPlan, nowMs: number): void => {
  const { caller, reading } = about;
  const { family: _, ...says } = plan;
  const { baseline: _b, delta: _d, limit: _l, value: _v, context: _c, ...rest } = kept.body;
  const history = [...rest.history, { status: 'updated' as const, at: isoOf(nowMs), actor: SYSTEM }];
  ctx.tables.items.revise(kept, { ...rest, ...says, ...shownOf(reading), history });
  ctx.audit({ caller, subject: 'item', action: 'update', patient: rest.patient, entity: rest.identifier });
};

/** An item that another takes the place of after a correction says so. */
const withdrawalOf = ({ reason }: About, plan: ItemPlan | undefined): WithdrawalReason =>
  reason === 'corrected-to-normal' && plan !== undefined ? 'corrected-otherwise' : reason;

/**
 * Brings the standing items of one order and one reading in line with what should stand now. Looks
 * only at `families`, because the others were not evaluated.
 */
export const settle = (
  ctx: Context,
  about: About,
  plans: readonly ItemPlan[],
  families: readonly string[],
  nowMs: number,
): void => {
  const mayRaise = ctx.use.mayRaise(msOf(about.reading.effective), nowMs);
  for (const family of new Set([...families, ...plans.map((p) => p.family)])) {
    const of = { orderSeq: about.history.seq, readingSeq: about.readingSeq, family };
    const standing = ctx.tables.items.standing(of);
    const plan = plans.find((p) => p.family === family);
    const bodies = standing.map((kept) => kept.body);
    const { steps, raises } = ctx.use.reconcile(bodies, plan, shownOf(about.reading), mayRaise);
    for (const [i, kept] of standing.entries()) {
      if (steps[i] === 'update' && plan !== undefined) update(ctx, about, kept, plan, nowMs);
      if (steps[i] === 'withdraw') withdraw(ctx, about.caller, kept, withdrawalOf(about, plan), nowMs);
    }
    if (raises && plan !== undefined) raise(ctx, about, plan, of, nowMs);
  }
};
