import type { Reading } from '../../contract/domain/reading.ts';
import { localDayOf, mustMoment } from '../clock/instant.ts';
import type { Context } from '../context.ts';
import { settle } from '../inbox/settle.ts';
import type { Crossing, Sample } from '../limits/evaluate-change.ts';
import { windowReachMs } from '../limits/window.ts';
import type { OrderHistory, OrderVersion } from '../orders/order-history.ts';
import type { Caller } from '../pipeline.ts';

/** A reading just filed, or one that a later filing touches again. */
export interface Subject {
  readonly caller: Caller;
  readonly reading: Reading;
  readonly seq: number;
  readonly submittedMs: number;
}

/** How far back or ahead, in ms, any change rule of these versions looks; 0 without one. */
export const reachOf = (versions: readonly OrderVersion[]): number =>
  Math.max(
    0,
    ...versions.flatMap((v) => v.order.rules.flatMap((r) => (r.kind === 'change' ? [windowReachMs(r.window)] : []))),
  );

/** A reading as a change rule sees it; undefined without a number. */
export const sampleOf = (reading: Reading): Sample | undefined => {
  if (reading.result.kind !== 'value') return undefined;
  const moment = mustMoment(reading.effective);
  const { identifier, result } = reading;
  return { identifier, effectiveMs: moment.ms, localDay: localDayOf(moment), quantity: result.quantity };
};

/** The change rules that a filed reading crosses, by all readings on file now. */
export const crossingsOf = (ctx: Context, reading: Reading, version: OrderVersion): readonly Crossing[] => {
  const sample = sampleOf(reading);
  const reach = reachOf([version]);
  if (sample === undefined || reach === 0) return [];
  const { effectiveMs } = sample;
  const earlier = ctx.tables.readings.samples(reading.patient, reading.measure, effectiveMs - reach, effectiveMs - 1);
  return ctx.use.evaluateChange(sample, earlier, version.order, ctx.use);
};

/** Raises what one order version asks for about a new reading. */
export const evaluateFiled = (ctx: Context, subject: Subject, history: OrderHistory, version: OrderVersion): void => {
  const { reading, seq, submittedMs, caller } = subject;
  const limits = ctx.use.evaluateLimits(reading.result, version.order, ctx.use);
  const plans = ctx.use.planItems(limits, crossingsOf(ctx, reading, version), version);
  settle(ctx, { caller, history, reading, readingSeq: seq, submittedMs }, plans, ['limits', 'change'], submittedMs);
};
