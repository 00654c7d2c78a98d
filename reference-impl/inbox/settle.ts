import type { InboxItem, WithdrawalReason } from '../../contract/domain/inbox-item.ts';
import { keyOf } from '../../contract/domain/identifier.ts';
import type { Reading } from '../../contract/domain/reading.ts';
import { compact } from '../../contract/wire/json/compact.ts';
import { isoOf, msOf } from '../clock/instant.ts';
import type { Context } from '../context.ts';
import type { OrderHistory, OrderVersion } from '../orders/order-history.ts';
import type { Caller } from '../pipeline.ts';
import { waitForStep } from '../waiting/escalate.ts';
import type { Kept } from '../store/documents.ts';
import type { ItemPlan } from './plan-items.ts';
import { routedNow, SYSTEM } from './recipient.ts';
import type { Shown } from './reconcile.ts';

/** What the items are about. `submittedMs`: when the reading itself was filed, virtual time. */
export interface About {
  readonly caller: Caller;
  readonly history: OrderHistory;
  readonly reading: Reading;
  readonly readingSeq: number;
  readonly submittedMs: number;
  /** It was filed a moment ago: nothing can be about it yet. */
  readonly isNew?: boolean;
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

/** Raises an item; it goes to whom the order names then. */
export const raise = (
  ctx: Context,
  about: About,
  plan: ItemPlan,
  version: OrderVersion,
  nowMs: number,
  members: readonly number[] = [about.readingSeq],
): Kept<InboxItem> => {
  const { reading, history } = about;
  const at = isoOf(nowMs);
  const { family, joinsWithinMs: _, ...says } = plan;
  const of = {
    orderSeq: history.seq,
    readingSeq: about.readingSeq,
    family,
    orderVersion: version.version,
    anchorMs: msOf(reading.effective),
    members,
  };
  const kept = ctx.tables.items.add(of, (identifier) =>
    compact({
      ...says,
      identifier,
      version: 1,
      status: 'new',
      patient: reading.patient,
      order: history.versions[0].order.identifier,
      measure: reading.measure,
      ...routedNow(ctx, history, nowMs),
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
  if (kept.body.kind === 'critical') waitForStep(ctx, history, kept, 1, nowMs);
  return kept;
};

/** Withdraws an item, with the reason, as the pipeline's own act, and those copies of it that nobody has finished. */
export const withdraw = (ctx: Context, caller: Caller, kept: Kept<InboxItem>, reason: string, nowMs: number): void =>
  withdrawAll(ctx, caller, [kept, ...openCopies(ctx, kept)], reason, nowMs);

const withdrawAll = (
  ctx: Context,
  caller: Caller,
  items: readonly Kept<InboxItem>[],
  reason: string,
  nowMs: number,
): void => {
  for (const one of items) {
    const { body } = one;
    const history = [...body.history, { status: 'withdrawn' as const, at: isoOf(nowMs), actor: SYSTEM }];
    ctx.tables.items.revise(one, { ...body, status: 'withdrawn', withdrawal: reason, history });
    ctx.audit({ caller, subject: 'item', action: 'update', patient: body.patient, entity: body.identifier });
  }
};

const standingCopies = (ctx: Context, { seq, body }: Kept<InboxItem>): readonly Kept<InboxItem>[] =>
  body.kind === 'critical' ? ctx.tables.items.copiesOf(seq).filter((copy) => copy.body.status !== 'withdrawn') : [];

const openCopies = (ctx: Context, kept: Kept<InboxItem>): readonly Kept<InboxItem>[] =>
  standingCopies(ctx, kept).filter((copy) => copy.body.status !== 'done');

/** Another figure or content of an item that goes on standing, and of its copies. A finished one shows it as well. */
export const update = (ctx: Context, about: About, kept: Kept<InboxItem>, plan: ItemPlan, nowMs: number): void => {
  const { caller, reading } = about;
  const { family: _, joinsWithinMs: _w, rule: _r, ...says } = plan;
  for (const one of [kept, ...standingCopies(ctx, kept)]) {
    const { baseline: _b, delta: _d, limit: _l, value: _v, context: _c, ...rest } = one.body;
    const history = [...rest.history, { status: 'updated' as const, at: isoOf(nowMs), actor: SYSTEM }];
    ctx.tables.items.revise(one, { ...rest, ...says, ...shownOf(reading), history });
    ctx.audit({ caller, subject: 'item', action: 'update', patient: rest.patient, entity: rest.identifier });
  }
};

/**
 * What became of the reading of a finished item, and of its copies: they stay for what a person did about them. The figures
 * of one that gathers readings stay as they were when it was finished.
 */
export const show = (
  ctx: Context,
  { caller, reading }: Pick<About, 'caller' | 'reading'>,
  kept: Kept<InboxItem>,
  nowMs: number,
): void => {
  const says =
    reading.status === 'entered-in-error' ? {} : { value: undefined, context: undefined, ...shownOf(reading) };
  for (const one of [kept, ...standingCopies(ctx, kept)]) {
    const { patient, identifier } = one.body;
    const history = [...one.body.history, { status: 'updated' as const, at: isoOf(nowMs), actor: SYSTEM }];
    ctx.tables.items.revise(one, compact({ ...one.body, ...says, history }));
    ctx.audit({ caller, subject: 'item', action: 'update', patient, entity: identifier });
  }
};

/** An item that another takes the place of after a correction says so. */
const withdrawalOf = ({ reason }: About, plan: ItemPlan | undefined): WithdrawalReason =>
  reason === 'corrected-to-normal' && plan !== undefined ? 'corrected-otherwise' : reason;

/** Whether an item is about this reading first, and not a digest that it has joined. */
const isOwn = ({ reading }: InboxItem, about: About): boolean =>
  reading !== undefined && keyOf(reading) === keyOf(about.reading.identifier);

/** A reading that an item is about no more: the others keep it standing. */
const leave = (ctx: Context, about: About, kept: Kept<InboxItem>, plan: ItemPlan | undefined, nowMs: number): void => {
  const { items } = ctx.tables;
  if (items.membersOf(kept).length < 2) {
    withdraw(ctx, about.caller, kept, withdrawalOf(about, plan), nowMs);
    return;
  }
  items.removeMember(kept, about.readingSeq);
  gather(ctx, about, kept, nowMs);
};

/** An item that gathers readings says how many, which, the worst and the last. */
const gather = (ctx: Context, { caller, history }: About, kept: Kept<InboxItem>, nowMs: number): void => {
  const { items, readings } = ctx.tables;
  const members = items.membersOf(kept).flatMap((seq) => readings.documents.bySeq(seq)?.body.reading ?? []);
  const by = history.versions.find((v) => v.version === items.versionOf(kept)) ?? history.versions[0];
  const side = kept.body.interpretation.includes('L') ? 'L' : 'H';
  const events = [...kept.body.history, { status: 'updated' as const, at: isoOf(nowMs), actor: SYSTEM }];
  const { patient, identifier } = kept.body;
  items.revise(kept, { ...kept.body, ...ctx.use.figuresOf(members, side, by.order, ctx.use), history: events });
  ctx.audit({ caller, subject: 'item', action: 'update', patient, entity: identifier });
};

/** A finished item stays when its reading asks for it no more, and shows it; copies that nobody has finished go. */
const outlive = (
  ctx: Context,
  about: About,
  kept: Kept<InboxItem>,
  plan: ItemPlan | undefined,
  step: 'show' | 'stay',
  nowMs: number,
): void => {
  if (!isOwn(kept.body, about)) return;
  withdrawAll(ctx, about.caller, openCopies(ctx, kept), withdrawalOf(about, plan), nowMs);
  // An erasure may repeat the content that it takes back.
  if (step === 'show' || about.reason === 'entered-in-error') show(ctx, about, kept, nowMs);
};

/** Joins an open item that gathers such readings; false: there is none. */
const join = (ctx: Context, about: About, plan: ItemPlan, nowMs: number): boolean => {
  if (plan.joinsWithinMs === undefined) return false;
  const { history, reading, readingSeq } = about;
  const at = msOf(reading.effective);
  const [open] = ctx.tables.items.toJoin({
    orderSeq: history.seq,
    direction: plan.interpretation.join('+'),
    owner: routedNow(ctx, history, nowMs).recipient,
    fromMs: at - plan.joinsWithinMs,
    toMs: at + plan.joinsWithinMs,
  });
  if (open === undefined) return false;
  ctx.tables.items.addMember(open, readingSeq);
  gather(ctx, about, open, nowMs);
  return true;
};

/**
 * Brings the standing items of one order and one reading in line with what should stand now. Looks only at
 * `families`, because the others were not evaluated. `version`: the one that evaluated the reading; undefined: none does.
 */
export const settle = (
  ctx: Context,
  about: About,
  plans: readonly ItemPlan[],
  families: readonly string[],
  version: OrderVersion | undefined,
  nowMs: number,
): void => {
  for (const family of new Set([...families, ...plans.map((p) => p.family)])) {
    const of = { orderSeq: about.history.seq, readingSeq: about.readingSeq, family };
    const standing = about.isNew === true ? [] : ctx.tables.items.standing(of);
    const plan = plans.find((p) => p.family === family);
    const bodies = standing.map((kept) => kept.body);
    const { steps, lacks } = ctx.use.reconcile(bodies, plan, shownOf(about.reading));
    for (const [i, kept] of standing.entries()) {
      if (steps[i] === 'update' && plan !== undefined) {
        if (isOwn(kept.body, about)) update(ctx, about, kept, plan, nowMs);
        if (ctx.tables.items.membersOf(kept).length > 1) gatherAgain(ctx, about, kept, nowMs);
      }
      const step = steps[i];
      if (step === 'show' || step === 'stay') outlive(ctx, about, kept, plan, step, nowMs);
      if (steps[i] === 'withdraw') leave(ctx, about, kept, plan, nowMs);
    }
    if (!lacks || plan === undefined || version === undefined || join(ctx, about, plan, nowMs)) continue;
    // Nothing new is raised for a reading that is too old; joining is no raising.
    if (ctx.use.mayRaise(msOf(about.reading.effective), nowMs)) raise(ctx, about, plan, version, nowMs);
  }
};

/** The same of an item that was updated a moment ago. */
const gatherAgain = (ctx: Context, about: About, { seq }: Kept<InboxItem>, nowMs: number): void => {
  const kept = ctx.tables.items.documents.bySeq(seq);
  if (kept !== undefined) gather(ctx, about, kept, nowMs);
};
