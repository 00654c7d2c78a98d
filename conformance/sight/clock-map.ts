/** A reading of another clock between two of ours. */
export interface ClockPair {
  /** Monotonic ns just before and just after the wall clock was read. */
  readonly before: number;
  readonly after: number;
  /** Wall clock, whole ms since 1970. */
  readonly wallMs: number;
}

/** Where on our clock an instant of another lies. */
export interface Placed {
  /** Monotonic ns, both inclusive. */
  readonly earliest: number;
  readonly latest: number;
  /** False: a step of the clock overlaps it, or no pair was taken after it; what hangs on it is inconclusive. */
  readonly certain: boolean;
}

/** The clock was stepped between two pairs. */
export interface ClockStep {
  readonly from: number;
  readonly to: number;
  /** By this much at least, ns. */
  readonly byNs: number;
}

/** Maps another process's wall milliseconds onto the run's monotonic clock. */
export interface ClockMap {
  at(wallMs: number): Placed;
  readonly steps: readonly ClockStep[];
}

/** Clocks of computers drift by 50 to 200 parts in a million against each other. */
export const DRIFT_PPM = 100;

const NS_PER_MS = 1_000_000;
const MILLION = 1_000_000;

/** Bounds of offset = monotonic − wall, ns. */
interface Offset {
  readonly low: number;
  readonly high: number;
}

/** The stretch between two pairs, with what the offset can have been in it. */
interface Gap extends Offset {
  readonly from: number;
  readonly to: number;
  readonly stepNs: number;
}

/** How far apart two bounds are; zero when one offset satisfies both. */
const apart = (a: Offset, b: Offset): number => Math.max(0, a.low - b.high, b.low - a.high);

/**
 * Builds the map from pairs taken before, during and after, in the order of time. A pair knows the offset to its
 * bracket and the wall clock's resolution of 1 ms; between two pairs it can drift by `driftPpm`, and a step too small
 * to be told from these still lies between what both allow. So everything is widened by all of that, never narrowed.
 * A step that is larger is found, and whatever may lie in its stretch is uncertain. Two steps between two pairs that
 * undo each other leave no trace: take pairs often.
 */
export const clockMap = (pairs: readonly [ClockPair, ...ClockPair[]], driftPpm = DRIFT_PPM): ClockMap => {
  // Nanoseconds since 1970 do not fit a double exactly; counted from the first pair they do.
  const base = pairs[0].wallMs;
  const ns = (wallMs: number): number => (wallMs - base) * NS_PER_MS;
  // Shown w means the true wall time is in [w, w + 1 ms).
  const offsetOf = (p: ClockPair): Offset => ({ low: p.before - ns(p.wallMs + 1), high: p.after - ns(p.wallMs) });
  const drifted = ({ low, high }: Offset, overNs: number): Offset => {
    const drift = (overNs * driftPpm) / MILLION;
    return { low: low - drift, high: high + drift };
  };
  const gaps = pairs.slice(1).map((next, i): Gap => {
    const pair = pairs[i] ?? next;
    const length = next.after - pair.before;
    const [a, b] = [drifted(offsetOf(pair), length), drifted(offsetOf(next), length)];
    return {
      from: pair.before,
      to: next.after,
      low: Math.min(a.low, b.low),
      high: Math.max(a.high, b.high),
      stepNs: apart(drifted(offsetOf(pair), length), offsetOf(next)),
    };
  });

  const place = (wallMs: number, { low, high }: Offset): { earliest: number; latest: number } => ({
    earliest: Math.max(0, Math.floor(ns(wallMs) + low)),
    latest: Math.max(0, Math.ceil(ns(wallMs + 1) + high)),
  });

  /** Beyond the pairs the nearer end is all there is. */
  const outside = (wallMs: number): Placed => {
    const [first, last] = [pairs[0], pairs.at(-1) ?? pairs[0]];
    const candidates = [first, last].map((pair) => {
      const bare = place(wallMs, offsetOf(pair));
      const away = Math.max(Math.abs(bare.earliest - pair.after), Math.abs(bare.latest - pair.before));
      return place(wallMs, drifted(offsetOf(pair), 2 * away));
    });
    return {
      earliest: Math.min(...candidates.map((c) => c.earliest)),
      latest: Math.max(...candidates.map((c) => c.latest)),
      certain: false,
    };
  };

  return {
    at: (wallMs) => {
      // After a step backwards the same wall time comes twice: it may lie in several gaps.
      const within = gaps.filter((gap) => {
        const { earliest, latest } = place(wallMs, gap);
        return earliest <= gap.to && gap.from <= latest;
      });
      if (within.length === 0) return outside(wallMs);
      const placed = within.map((gap) => place(wallMs, gap));
      return {
        earliest: Math.min(...placed.map((p) => p.earliest)),
        latest: Math.max(...placed.map((p) => p.latest)),
        certain: within.every((gap) => gap.stepNs === 0),
      };
    },
    steps: gaps.filter((gap) => gap.stepNs > 0).map(({ from, to, stepNs }) => ({ from, to, byNs: stepNs })),
  };
};
