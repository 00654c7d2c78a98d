import { msOf } from '../clock/instant.ts';
import type { Context } from '../context.ts';
import { raiseByTime } from '../inbox/raise-by-time.ts';
import type { OrderHistory } from '../orders/order-history.ts';
import type { Caller } from '../pipeline.ts';
import { type Counted, nextSummaryMs, type Period, summaryRule } from './summary.ts';

/** Readings that count, measured in a period while the order was active, with what it found of them. */
const readingsIn = (ctx: Context, history: OrderHistory, period: Period): readonly Counted[] => {
  const { patient, measure } = history.versions[0].order;
  const wasActive = (atMs: number): boolean => {
    const version = ctx.use.versionInForce(history.versions, atMs);
    if (version?.order.status !== 'active') return false;
    return msOf(version.order.period.start) <= atMs && atMs < msOf(version.order.period.end);
  };
  return ctx.tables.readings
    .filedIn(patient, measure, period.fromMs, period.toMs)
    .flatMap(({ seq, body }): Counted[] => {
      if (!wasActive(msOf(body.reading.effective))) return [];
      const under = ctx.tables.readings.filedUnder(seq).find(({ order }) => order === history.seq);
      const by = history.versions.find((v) => v.version === under?.version);
      return [{ reading: body.reading, by, found: under?.found }];
    });
};

/** Waits for the next summary of an order, after an instant. */
export const waitForSummary = (ctx: Context, history: OrderHistory, nowMs: number): void => {
  const { patient } = history.versions[0].order;
  ctx.tables.due.wait('summary', history.seq, patient, nextSummaryMs(history, nowMs));
};

/** Makes the summary of an order that falls due at an instant, if it still asks for one. */
export const makeSummary = (ctx: Context, caller: Caller, history: OrderHistory, nowMs: number): void => {
  waitForSummary(ctx, history, nowMs);
  const { items } = ctx.tables;
  const asked = ctx.use.summaryAt(history, nowMs, ctx.use);
  if (asked === undefined || items.ofTime(history.seq, 'summary', asked.period.toMs).length > 0) return;
  const { period, version } = asked;
  raiseByTime(ctx, {
    caller,
    history,
    family: 'summary',
    anchorMs: period.toMs,
    nowMs,
    says: {
      kind: 'summary',
      rule: 'summary',
      priority: 'routine',
      interpretation: [],
      ...ctx.use.summaryFigures(period, readingsIn(ctx, history, period), version.order, ctx.use),
    },
    to: summaryRule(version.order)?.recipient,
  });
};
