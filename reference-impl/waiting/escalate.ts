import { durationMs } from '../limits/window.ts';
import { isoOf } from '../clock/instant.ts';
import type { Context } from '../context.ts';
import { recipientOf, SYSTEM } from '../inbox/recipient.ts';
import type { OrderHistory } from '../orders/order-history.ts';
import type { Caller } from '../pipeline.ts';
import type { InboxItem } from '../../contract/domain/inbox-item.ts';
import type { Kept } from '../store/documents.ts';
import { stepOf } from './escalation.ts';

/** Waits for a step of the order version that an item was raised by, from when what it is a copy of was created. */
export const waitForStep = (
  ctx: Context,
  history: OrderHistory,
  original: Kept<InboxItem>,
  step: number,
  createdMs: number,
): void => {
  const by = history.versions.find((v) => v.version === ctx.tables.items.versionOf(original));
  const rule = by && stepOf(by.order, step);
  const atMs = rule === undefined ? undefined : createdMs + durationMs(rule.after);
  ctx.tables.due.wait('escalation', original.seq, original.body.patient, atMs);
};

/** Copies a critical item to the recipient of its next step, unless somebody has seen to it; then waits for the one after. */
export const escalate = (ctx: Context, caller: Caller, itemSeq: number, nowMs: number): void => {
  const { items, orders, due } = ctx.tables;
  const original = items.documents.bySeq(itemSeq);
  if (original === undefined) throw new Error(`item ${itemSeq} is not there to be copied`);
  const chain = [original, ...items.copiesOf(itemSeq)];
  const { patient } = original.body;
  const step = chain.length;
  const history = orders.bySeq(items.orderOf(original));
  const by = history.versions.find((v) => v.version === items.versionOf(original));
  const own = by && stepOf(by.order, step);
  if (own === undefined || !ctx.use.goesOn(chain.map(({ body }) => body))) {
    due.wait('escalation', itemSeq, patient, undefined);
    return;
  }
  const latest = ctx.use.versionInForce(history.versions, nowMs);
  const named = (latest && stepOf(latest.order, step)) ?? own;
  const at = isoOf(nowMs);
  const { withdrawal: _, identifier: first, ...says } = original.body;
  const copy = items.addCopy(original, (identifier) => ({
    ...says,
    identifier,
    version: 1,
    status: 'new',
    rule: 'escalation',
    recipient: recipientOf(ctx, named.recipient, nowMs),
    routedAs: 'escalated',
    step,
    copyOf: first,
    created: at,
    history: [{ status: 'new', at, actor: SYSTEM }],
  }));
  ctx.audit({ caller, subject: 'item', action: 'create', patient, entity: copy.body.identifier });
  waitForStep(ctx, history, original, step + 1, nowMs);
};
