import type { Timing } from './delay.ts';
import { type Counts, countsOf } from './quantile.ts';

/** A quantile in thousandths: 950 is 95 %. */
export const SHOWN_QUANTILES = [500, 900, 950, 990, 999] as const;

/** Bounds of a delay in ms; null: no bound, it was never seen. */
export interface DelayBounds {
  readonly lowMs: number;
  readonly highMs: number | null;
}

/** How delays are spread. Never only a mean: what was never seen counts as infinitely late everywhere. */
export interface DelaySummary {
  readonly samples: number;
  /** Exact: by whole intervals. */
  readonly counts: Counts;
  readonly neverSeen: number;
  /** The greatest; its upper bound is null as soon as one was never seen. */
  readonly max: DelayBounds | undefined;
  /** Nearest rank. The quantile of the true delays lies within. */
  readonly quantiles: readonly (DelayBounds & { readonly thousandths: number })[];
  /** By upper bound: how many lie above the bucket before and at most at `upToMs`; null: never seen. */
  readonly buckets: readonly { readonly upToMs: number | null; readonly count: number }[];
}

const FIRST_BUCKET_MS = 1;
const THOUSAND = 1000;
const UNBOUNDED = Number.POSITIVE_INFINITY;

const bounded = (lowMs: number, highMs: number): DelayBounds => ({
  lowMs,
  highMs: highMs === UNBOUNDED ? null : highMs,
});

/** 1, 2, 4, 8, … ms, as far as the samples reach. */
const bucketsOf = (highs: readonly number[]): DelaySummary['buckets'] => {
  const buckets: { upToMs: number | null; count: number }[] = [];
  const finite = highs.filter((high) => high !== UNBOUNDED);
  let counted = 0;
  for (let upToMs = FIRST_BUCKET_MS; counted < finite.length; upToMs *= 2) {
    const within = finite.filter((high) => high <= upToMs).length;
    buckets.push({ upToMs, count: within - counted });
    counted = within;
  }
  if (finite.length < highs.length) buckets.push({ upToMs: null, count: highs.length - finite.length });
  return buckets;
};

/** Summarises delays of one kind against one deadline each. */
export const summarise = (samples: readonly Timing[]): DelaySummary => {
  const lows = samples.map((s) => s.lowMs).toSorted((a, b) => a - b);
  const highs = samples.map((s) => s.highMs ?? UNBOUNDED).toSorted((a, b) => a - b);
  const rank = (thousandths: number): DelayBounds => {
    // In whole numbers: 0.95 · 20 is not 19 for a float.
    const index = Math.ceil((thousandths * samples.length) / THOUSAND) - 1;
    return bounded(lows[index] ?? 0, highs[index] ?? UNBOUNDED);
  };
  return {
    samples: samples.length,
    counts: countsOf(samples),
    neverSeen: samples.filter((s) => s.highMs === null).length,
    max: samples.length === 0 ? undefined : rank(THOUSAND),
    quantiles:
      samples.length === 0 ? [] : SHOWN_QUANTILES.map((thousandths) => ({ thousandths, ...rank(thousandths) })),
    buckets: bucketsOf(highs),
  };
};
