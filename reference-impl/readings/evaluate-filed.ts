import type { Reading } from '../../contract/domain/reading.ts';
import { localDayOf, mustMoment } from '../clock/instant.ts';
import type { Context } from '../context.ts';
import { settle } from '../inbox/settle.ts';
import type { Crossing, Sample } from '../limits/evaluate-change.ts';
import type { LimitFinding } from '../limits/evaluate-limits.ts';
import type { Judged } from '../limits/implausible.ts';
import { windowReachMs } from '../limits/window.ts';
import type { OrderHistory, OrderVersion } from '../orders/order-history.ts';
import { settleRepeated } from './settle-repeated.ts';
import type { Subject } from './subject.ts';
import type { FiledSample } from './table.ts';

/** Of a version, which is read once and holds for many readings. */
const reaches = new WeakMap<OrderVersion, number>();

const reachOfOne = (version: OrderVersion): number => {
  const known = reaches.get(version);
  if (known !== undefined) return known;
  const reach = Math.max(0, ...version.order.rules.map((r) => (r.kind === 'change' ? windowReachMs(r.window) : 0)));
  reaches.set(version, reach);
  return reach;
};

/** How far back or ahead, in ms, any change rule of these versions looks; 0 without one. */
export const reachOf = (versions: readonly OrderVersion[]): number =>
  versions.reduce((most, version) => Math.max(most, reachOfOne(version)), 0);

/** A reading as a change rule sees it; undefined without a number. */
export const sampleOf = (reading: Reading): Sample | undefined => {
  if (reading.result.kind !== 'value') return undefined;
  const moment = mustMoment(reading.effective);
  const { identifier, result } = reading;
  return { identifier, effectiveMs: moment.ms, localDay: localDayOf(moment), quantity: result.quantity };
};

/**
 * Whether an earlier reading can be compared under an order: it is a measurement of this patient, by the
 * version that it was filed under, or else by the one that asks.
 */
const counts = (ctx: Context, sample: FiledSample, history: OrderHistory, version: OrderVersion): boolean => {
  if (!history.versions.some(({ order }) => order.limits.some((i) => i.tier === 'absolute'))) return true;
  const under = ctx.tables.readings.filedUnder(sample.seq).find(({ order }) => order === history.seq);
  const { order } = history.versions.find((v) => v.version === under?.version) ?? version;
  return ctx.use.implausible(judgedSample(sample), order, ctx.use) === undefined;
};

const judgedSample = ({ quantity, context }: FiledSample): Judged => ({
  result: { kind: 'value', quantity },
  ...(context === undefined ? {} : { mealContext: context }),
});

/** The change rules that a filed reading crosses, by all readings on file now. */
export const crossingsOf = (
  ctx: Context,
  reading: Reading,
  history: OrderHistory,
  version: OrderVersion,
): readonly Crossing[] => {
  const sample = sampleOf(reading);
  const reach = reachOf([version]);
  if (sample === undefined || reach === 0 || ctx.use.implausible(reading, version.order, ctx.use) !== undefined)
    return [];
  const { effectiveMs } = sample;
  const earlier = ctx.tables.readings
    .samples(reading.patient, reading.measure, effectiveMs - reach, effectiveMs - 1)
    .filter((e) => counts(ctx, e, history, version));
  return ctx.use.evaluateChange(sample, earlier, version.order, ctx.use);
};

const FAMILIES = ['limits', 'change'];

/** The version that evaluates a reading, and what its limits found. */
export interface Evaluated {
  readonly version: OrderVersion;
  readonly finding: LimitFinding | undefined;
}

/**
 * Brings the items of one order about a reading in line with what it now says. `by`: undefined where no version
 * evaluates it any more.
 */
export const evaluateFiled = (
  ctx: Context,
  subject: Subject,
  history: OrderHistory,
  by: Evaluated | undefined,
): void => {
  const version = by?.version;
  const { reading, seq, submittedMs, caller, reason, isNew = false } = subject;
  const plans =
    by === undefined ? [] : ctx.use.planItems(by.finding, crossingsOf(ctx, reading, history, by.version), by.version);
  const about = { caller, history, reading, readingSeq: seq, submittedMs, reason, isNew };
  settle(ctx, about, plans, FAMILIES, version, submittedMs);
  settleRepeated(ctx, subject, history, submittedMs);
};
