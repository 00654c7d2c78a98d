import type { WithdrawalReason } from '../../contract/domain/inbox-item.ts';
import { BEHIND_MS, isoOf, msOf } from '../clock/instant.ts';
import type { Context } from '../context.ts';
import { raiseByTime } from '../inbox/raise-by-time.ts';
import { withdraw } from '../inbox/settle.ts';
import type { OrderHistory } from '../orders/order-history.ts';
import type { Caller } from '../pipeline.ts';

const asksForData = ({ versions }: OrderHistory): boolean =>
  versions.some(({ order }) => order.rules.some((rule) => rule.kind === 'missing'));

/** Raises the one item of a gap. None where a person has finished one for the same instant before. */
const open = (
  ctx: Context,
  caller: Caller,
  history: OrderHistory,
  dueMs: number,
  latestMs: number | undefined,
  nowMs: number,
): void => {
  const { items, gaps } = ctx.tables;
  const isFinished = items.ofTime(history.seq, 'missing', dueMs).some(({ body }) => body.status === 'done');
  if (isFinished) {
    gaps.open(history.seq, undefined);
    return;
  }
  const { seq } = raiseByTime(ctx, {
    caller,
    history,
    family: 'missing',
    anchorMs: dueMs,
    nowMs,
    says: {
      kind: 'missing',
      rule: 'missing',
      priority: 'routine',
      interpretation: [],
      due: isoOf(dueMs),
      ...(latestMs === undefined ? {} : { lastEffective: isoOf(latestMs) }),
    },
  });
  gaps.open(history.seq, seq);
};

const close = (ctx: Context, caller: Caller, orderSeq: number, reason: WithdrawalReason, nowMs: number): void => {
  const { items, gaps } = ctx.tables;
  const gap = gaps.of(orderSeq);
  if (gap === undefined) return;
  gaps.close(orderSeq);
  const item = gap.item === undefined ? undefined : items.documents.bySeq(gap.item);
  if (item?.body.status === 'new' || item?.body.status === 'seen') withdraw(ctx, caller, item, reason, nowMs);
};

/**
 * Where several processes share the database, the clock of one is a little behind that of another: the instant at which
 * data were found to be missing is not before its time again. Unless a clock was wrong, and has been set back.
 */
const notBeforeGap = (ctx: Context, orderSeq: number, nowMs: number): number => {
  const item = ctx.tables.gaps.of(orderSeq)?.item;
  const created = item === undefined ? undefined : ctx.tables.items.documents.bySeq(item)?.body.created;
  const foundMs = created === undefined ? nowMs : msOf(created);
  return foundMs > nowMs && foundMs <= nowMs + BEHIND_MS ? foundMs : nowMs;
};

/**
 * Brings the item on missing data of an order in line with what is filed and with what the order is at an instant, and
 * waits for the next one at which time alone changes that. Does nothing more when it is called again.
 */
export const settleMissing = (ctx: Context, caller: Caller, history: OrderHistory, clockMs: number): void => {
  if (!asksForData(history)) return;
  const nowMs = notBeforeGap(ctx, history.seq, clockMs);
  const { patient, measure } = history.versions[0].order;
  const latestMs = ctx.tables.readings.latestMs(patient, measure);
  const look = ctx.use.missingAt(history, latestMs, nowMs, ctx.use);
  if (!look.isMissing) close(ctx, caller, history.seq, look.reason, nowMs);
  else if (ctx.tables.gaps.of(history.seq) === undefined) open(ctx, caller, history, look.dueMs, latestMs, nowMs);
  ctx.tables.due.wait('missing', history.seq, patient, look.nextMs);
};
