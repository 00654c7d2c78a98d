import { QUANTILE_NAMES, rowName, type Latencies, type Quantile, type QuantileName } from '../model/latency-rows.ts';
import type { RunView } from './run-view.ts';

/**
 * Whether a quantile moved. Two intervals that have an instant in common do not say so: `not told apart`. `not told`: too
 * few samples in either run.
 */
export type Moved = 'slower' | 'faster' | 'not told apart' | 'not told';

export interface LatencyChange {
  readonly name: string;
  readonly quantile: QuantileName;
  readonly before: Quantile;
  readonly now: Quantile;
  readonly samplesBefore: number;
  readonly samplesNow: number;
  readonly moved: Moved;
}

/** Infinity stands for what was never seen. */
const high = (highMs: number | null): number => highMs ?? Infinity;

export const movedOf = (before: Quantile, now: Quantile): Moved => {
  if ('needsSamples' in before || 'needsSamples' in now) return 'not told';
  if (now.lowMs > high(before.highMs)) return 'slower';
  return before.lowMs > high(now.highMs) ? 'faster' : 'not told apart';
};

const isTold = (q: Quantile): boolean => !('needsSamples' in q);

/** Quantile by quantile, of the kinds of items that both runs have; those that neither run can tell are left out. */
export const latencyChanges = (a: RunView, b: RunView): readonly LatencyChange[] =>
  b.latencies.flatMap((now) => {
    const before = a.latencies.find((row) => row.severity === now.severity && row.transport === now.transport);
    if (before === undefined) return [];
    return QUANTILE_NAMES.filter((q) => isTold(before.quantiles[q]) || isTold(now.quantiles[q])).map((quantile) => ({
      name: rowName(now),
      quantile,
      before: before.quantiles[quantile],
      now: now.quantiles[quantile],
      samplesBefore: before.samples,
      samplesNow: now.samples,
      moved: movedOf(before.quantiles[quantile], now.quantiles[quantile]),
    }));
  });

/** Items that had to come and were never seen, of all. */
export const neverSeen = (latencies: readonly Latencies[]): number =>
  latencies.find((row) => row.severity === 'all' && row.transport === 'all')?.neverSeen ?? 0;
