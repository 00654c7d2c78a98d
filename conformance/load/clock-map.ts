/**
 * Maps another process's wall milliseconds onto the run's monotonic clock. A reading of both clocks brackets the
 * wall clock between two monotonic stamps; the offset is only known to that bracket plus the wall clock's own
 * resolution of 1 ms, and everything mapped is widened by it, never narrowed.
 */
export interface ClockPair {
  /** Monotonic ns just before and just after the wall clock was read. */
  readonly before: number;
  readonly after: number;
  /** Wall clock, whole ms since 1970. */
  readonly wallMs: number;
}

export interface ClockMap {
  /** Earliest and latest monotonic ns at which the wall clock can have shown `wallMs`. */
  at(wallMs: number): { readonly earliest: number; readonly latest: number };
  /** How far the pairs disagree beyond their brackets, ns: a clock that was stepped or drifted. */
  readonly disagreementNs: number;
}

const NS_PER_MS = 1_000_000;

/** Builds the map from pairs taken before, during and after; all of them bound every mapping (union). */
export const clockMap = (pairs: readonly [ClockPair, ...ClockPair[]]): ClockMap => {
  // Nanoseconds since 1970 do not fit a double exactly; counted from the first pair they do.
  const base = pairs[0].wallMs;
  const ns = (wallMs: number): number => (wallMs - base) * NS_PER_MS;
  // Shown w means the true wall time is in [w, w + 1 ms): offset = mono − wall.
  const bounds = pairs.map((p) => ({ low: p.before - ns(p.wallMs + 1), high: p.after - ns(p.wallMs) }));
  const low = Math.min(...bounds.map((b) => b.low));
  const high = Math.max(...bounds.map((b) => b.high));
  const highestLow = Math.max(...bounds.map((b) => b.low));
  const lowestHigh = Math.min(...bounds.map((b) => b.high));
  return {
    at: (wallMs) => ({
      earliest: Math.max(0, Math.floor(ns(wallMs) + low)),
      latest: Math.max(0, Math.ceil(ns(wallMs + 1) + high)),
    }),
    disagreementNs: Math.max(0, highestLow - lowestHigh),
  };
};
