import type { Reading } from '../../contract/domain/reading.ts';
import { msOf } from '../clock/instant.ts';
import type { Context } from '../context.ts';
import { settle } from '../inbox/settle.ts';
import { latestOf, type OrderHistory, type OrderVersion } from '../orders/order-history.ts';
import { crossingsOf, reachOf, sampleOf } from './evaluate-filed.ts';
import type { Subject } from './subject.ts';
import type { FiledSample } from './table.ts';

/** The orders, with their versions then, that a reading was filed under; not those entered in error. */
const filedUnder = (
  ctx: Context,
  seq: number,
  orders: readonly OrderHistory[],
): readonly { history: OrderHistory; version: OrderVersion }[] =>
  ctx.tables.readings.filedUnder(seq).flatMap((under) => {
    const history = orders.find((o) => o.seq === under.order);
    const version = history?.versions.find((v) => v.version === under.version);
    const counts = history !== undefined && latestOf(history).order.status !== 'entered-in-error';
    return counts && version !== undefined ? [{ history, version }] : [];
  });

/**
 * A late reading may be the lowest or highest of a newer one's window, and a corrected or erased one may have been:
 * each newer reading that the longest window could reach is evaluated again for change, under the versions it was
 * filed under. `contents`: what the reading says, and what it said before.
 */
export const reevaluateNewer = (
  ctx: Context,
  { caller, seq }: Subject,
  contents: readonly Reading[],
  orders: readonly OrderHistory[],
  nowMs: number,
): void => {
  const versions = orders.flatMap((o) => o.versions);
  const reach = reachOf(versions);
  const samples = contents.flatMap((content) => sampleOf(content) ?? []);
  const [first] = contents;
  if (reach === 0 || samples.length === 0 || first === undefined) return;
  const { patient, measure } = first;
  const times = samples.map((s) => s.effectiveMs);
  const [from, to] = [Math.min(...times) + 1, Math.max(...times) + reach];
  const isTouched = (newer: FiledSample, version: OrderVersion): boolean =>
    samples.some((sample) => ctx.use.mattersTo(sample, newer, version.order, ctx.use));
  for (const newer of ctx.tables.readings.samples(patient, measure, from, to)) {
    // Most newer readings are not touched under any version: they are passed over before the store is asked about them.
    if (newer.seq === seq || !versions.some((version) => isTouched(newer, version))) continue;
    for (const { history, version } of filedUnder(ctx, newer.seq, orders)) {
      if (!isTouched(newer, version)) continue;
      const kept = ctx.tables.readings.documents.bySeq(newer.seq);
      if (kept === undefined) continue;
      const { reading, issued } = kept.body;
      const submittedMs = issued === undefined ? nowMs : msOf(issued);
      const about = { caller, history, reading, readingSeq: newer.seq, submittedMs, reason: 're-evaluated' as const };
      const crossings = crossingsOf(ctx, reading, history, version);
      settle(ctx, about, ctx.use.planItems(undefined, crossings, version), ['change'], version, nowMs);
    }
  }
};
