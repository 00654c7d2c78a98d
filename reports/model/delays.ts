/**
 * How long one item took that had to come, from the intended send of its reading to its sight: somewhere in
 * [lowMs, highMs]. `highMs` null: never seen, which is later than any that was.
 */
export interface Delay {
  readonly severity: string;
  readonly transport: string;
  readonly lowMs: number;
  readonly highMs: number | null;
}

/** A step of a distribution: at `ms`, so large a share had come for certain (`sure`) or may have come (`possible`). */
export interface Step {
  readonly ms: number;
  readonly sure: number;
  readonly possible: number;
}

/** Items of one severity. What was never seen counts among `count`, so that no share ever forgets it. */
export interface DelayRow {
  readonly severity: string;
  readonly count: number;
  readonly neverSeen: number;
  /** Quantiles as intervals, ms; an end that is null lies at infinity. */
  readonly quantiles: readonly { readonly share: number; readonly lowMs: number; readonly highMs: number | null }[];
}

const SHARES = [0.5, 0.95, 0.99, 1] as const;
/** More steps than this cannot be told apart on a drawing. */
const STEPS = 240;

const ascending = (values: readonly number[]): readonly number[] => values.toSorted((a, b) => a - b);

/** The nearest rank of a share: the smallest value that so many lie at or below. */
const ranked = (sorted: readonly number[], share: number): number =>
  sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;

function rowOf(severity: string, delays: readonly Delay[]): DelayRow {
  const lows = ascending(delays.map((d) => d.lowMs));
  const highs = ascending(delays.map((d) => d.highMs ?? Infinity));
  const quantiles = SHARES.map((share) => {
    const high = ranked(highs, share);
    return { share, lowMs: ranked(lows, share), highMs: high === Infinity ? null : high };
  });
  return { severity, count: delays.length, neverSeen: delays.filter((d) => d.highMs === null).length, quantiles };
}

/** All items, then each severity where there is more than one. */
export function delayRows(delays: readonly Delay[]): readonly DelayRow[] {
  if (delays.length === 0) return [];
  const severities = [...new Set(delays.map((d) => d.severity))].toSorted();
  const each =
    severities.length > 1
      ? severities.map((s) =>
          rowOf(
            s,
            delays.filter((d) => d.severity === s),
          ),
        )
      : [];
  return [rowOf(severities.length > 1 ? 'all' : (severities[0] ?? 'all'), delays), ...each];
}

/**
 * The distribution of all delays: between `sure` and `possible` lies what no look could tell. Where some were never
 * seen, `sure` never reaches 1. At most 240 steps, at instants of the samples themselves.
 */
export function delaySteps(delays: readonly Delay[]): readonly Step[] {
  const lows = ascending(delays.flatMap((d) => (d.highMs === null ? [] : [d.lowMs])));
  const highs = ascending(delays.flatMap((d) => (d.highMs === null ? [] : [d.highMs])));
  const ends = ascending([...new Set([...lows, ...highs])]);
  const stride = Math.max(1, Math.ceil(ends.length / STEPS));
  const shown = ends.filter((_, i) => i % stride === 0 || i === ends.length - 1);
  let [l, h] = [0, 0];
  return shown.map((ms) => {
    while (l < lows.length && (lows[l] ?? Infinity) <= ms) l += 1;
    while (h < highs.length && (highs[h] ?? Infinity) <= ms) h += 1;
    return { ms, sure: h / delays.length, possible: l / delays.length };
  });
}
