import type { Order, OrderStatus } from '../../contract/domain/order.ts';
import { type Identifier, keyOf } from '../../contract/domain/identifier.ts';
import { accept, type Outcome, refuse } from '../../contract/refusal.ts';
import { msOf, momentOf } from '../clock/instant.ts';
import type { Context, Deed } from '../context.ts';
import { withdraw } from '../inbox/settle.ts';
import { boundTo } from '../people/access.ts';
import { waitForSummary } from '../waiting/make-summary.ts';
import { settleMissing } from '../waiting/settle-missing.ts';
import { isPatient, isRecipient } from '../people/table.ts';
import type { Caller, Pipeline, Written } from '../pipeline.ts';
import type { Kept } from '../store/documents.ts';
import { latestOf, type OrderVersion } from './order-history.ts';

const written = (stored: Kept<Order>, effect: Written<Order>['effect']): Written<Order> => ({
  stored,
  effect,
  warnings: [],
});
const sameKey = (a: Order['patient'], b: Order['patient']): boolean => keyOf(a) === keyOf(b);

/** What every version must satisfy, whatever came before it. */
const checkOrder = (ctx: Context, order: Order): Outcome<true> => {
  const times = [order.period.start, order.period.end, order.authoredOn, order.effectiveFrom ?? order.authoredOn];
  if (times.some((time) => momentOf(time) === undefined)) return refuse('bad-value', 'ServiceRequest', 'no such day');
  if (msOf(order.period.start) >= msOf(order.period.end))
    return refuse('bad-value', 'ServiceRequest.occurrencePeriod', 'the end must be after the start');
  const refusal = ctx.use.checkLimits(order) ?? ctx.use.checkRules(order);
  if (refusal !== undefined) return { ok: false, refusal };
  if (!isRecipient(ctx.tables.people, order.responsible))
    return refuse('recipient-unknown', 'ServiceRequest.performer');
  const asked = order.rules.flatMap((rule) => ('recipient' in rule ? (rule.recipient ?? []) : []));
  if (!asked.every((person) => isRecipient(ctx.tables.people, person)))
    return refuse('recipient-unknown', 'ServiceRequest.modifierExtension');
  if (!isRecipient(ctx.tables.people, order.requester)) return refuse('recipient-unknown', 'ServiceRequest.requester');
  return accept(true);
};

/** Whether a version is what was sent: the same content, and the same instant, stated or left out in both. */
const isReplay = (ctx: Context, order: Order, version: OrderVersion): boolean => {
  const { effectiveFrom } = order;
  const known = [version.order.effectiveFrom, version.sentFrom].flatMap((t) => (t === undefined ? [] : [msOf(t)]));
  const sameInstant =
    effectiveFrom === undefined ? version.sentFrom === undefined : known.includes(msOf(effectiveFrom));
  return sameInstant && ctx.use.sameOrder(order, version.order);
};

/** Every item of an order that was entered in error. What went with another is not withdrawn twice. */
const withdrawAll = (ctx: Context, caller: Caller, orderSeq: number, nowMs: number): void => {
  const { items } = ctx.tables;
  for (const { seq } of items.openOf(orderSeq)) {
    const item = items.documents.bySeq(seq);
    if (item?.body.status === 'new' || item?.body.status === 'seen')
      withdraw(ctx, caller, item, 'order-in-error', nowMs);
  }
};

/** What an order asks for by time, as it now is. */
const waitFor = (ctx: Context, caller: Caller, kept: Kept<Order>, nowMs: number): void => {
  const history = ctx.tables.orders.history(kept);
  settleMissing(ctx, caller, history, nowMs);
  waitForSummary(ctx, history, nowMs);
};

const submit = (ctx: Context, caller: Caller, order: Order): Outcome<Written<Order>> => {
  const { tables, use } = ctx;
  if (!use.mayReach(caller, order.patient) || !isPatient(tables.people, order.patient))
    return refuse('patient-not-authorised', 'ServiceRequest.subject');
  const known = tables.orders.documents.byKey(keyOf(order.identifier));
  if (known !== undefined) {
    const replays = tables.orders.history(known).versions.some((version) => isReplay(ctx, order, version));
    return replays ? accept(written(known, 'replayed')) : refuse('identifier-conflict', 'ServiceRequest.identifier');
  }
  const checked = checkOrder(ctx, order);
  if (!checked.ok) return checked;
  if (!use.mayChangeStatus(undefined, order.status)) return refuse('illegal-transition', 'ServiceRequest.status');
  const from = use.effectiveFromOf(order, [], ctx.now(order.patient), ctx.policies.backdateDays);
  if (!from.ok) return from;
  const kept = tables.orders.add({ ...order, effectiveFrom: from.value }, order.effectiveFrom);
  ctx.audit({ caller, subject: 'order', action: 'create', patient: order.patient, entity: order.identifier });
  waitFor(ctx, caller, kept, ctx.now(order.patient));
  return accept(written(kept, 'created'));
};

const change = (ctx: Context, caller: Caller, order: Order, ifMatch: number | undefined): Outcome<Written<Order>> => {
  const { tables, use } = ctx;
  const known = tables.orders.documents.byKey(keyOf(order.identifier));
  if (known === undefined) return refuse('order-unknown', 'ServiceRequest.identifier');
  if (!use.mayReach(caller, known.body.patient)) return refuse('patient-not-authorised', 'ServiceRequest.subject');
  if (!sameKey(order.patient, known.body.patient)) return refuse('immutable', 'ServiceRequest.subject');
  if (order.measure !== known.body.measure) return refuse('immutable', 'ServiceRequest.code');
  if (ifMatch !== undefined && ifMatch !== known.version)
    return refuse('stale-version', 'ServiceRequest.meta.versionId', `the order has version ${known.version}`);
  const history = tables.orders.history(known);
  const previous = latestOf(history);
  if (isReplay(ctx, order, previous)) return accept(written(known, 'replayed'));
  if (!use.mayChangeStatus(previous.order.status, order.status))
    return refuse('illegal-transition', 'ServiceRequest.status', `${previous.order.status} to ${order.status}`);
  const checked = checkOrder(ctx, order);
  if (!checked.ok) return checked;
  const nowMs = ctx.now(order.patient);
  const from = use.effectiveFromOf(order, history.versions, nowMs, ctx.policies.backdateDays);
  if (!from.ok) return from;
  const kept = tables.orders.revise(known, { ...order, effectiveFrom: from.value }, order.effectiveFrom);
  ctx.audit({ caller, subject: 'order', action: 'update', patient: order.patient, entity: order.identifier });
  if (order.status === 'entered-in-error') withdrawAll(ctx, caller, known.seq, nowMs);
  waitFor(ctx, caller, kept, nowMs);
  return accept(written(kept, 'updated'));
};

const search = (ctx: Context, caller: Caller, query: { patient?: Identifier; status?: OrderStatus }) => {
  if (!ctx.use.roleMay(caller, 'read-orders')) return refuse('scope');
  if (query.patient !== undefined && !ctx.use.mayReach(caller, query.patient)) return refuse('patient-not-authorised');
  const own = boundTo(caller);
  return accept(ctx.tables.orders.search(own === undefined ? query : { ...query, patient: own }));
};

/** Orders: each change a version of its own, with the instant from which it holds. */
export const createOrders = (ctx: Context): Pipeline['orders'] => {
  const write = (caller: Caller, action: Deed['action'], order: Order, work: () => Outcome<Written<Order>>) =>
    ctx.write({ caller, subject: 'order', action, patient: order.patient, entity: order.identifier }, () =>
      ctx.use.roleMay(caller, 'order') ? work() : refuse('scope'),
    );
  return {
    submit: (caller, order) => write(caller, 'create', order, () => submit(ctx, caller, order)),
    change: (caller, order, ifMatch) => write(caller, 'update', order, () => change(ctx, caller, order, ifMatch)),
    find: (identifier) => ctx.tables.orders.documents.byKey(keyOf(identifier)),
    search: (caller, query) => ctx.looked({ caller, subject: 'order', action: 'read' }, search(ctx, caller, query)),
  };
};
