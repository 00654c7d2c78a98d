/** A point of an arrival curve: when, and how much arrives then; both in any measure, for the curve is scaled. */
export type ArrivalPoint = readonly [at: number, level: number];

/** A stretch in which the rate goes evenly from one to another. Rates are whole numbers in {@link RATE_UNIT_S}, as k6 takes them. */
export interface ArrivalStage {
  readonly durationMs: number;
  readonly from: number;
  readonly to: number;
}

/** Rates are sends in this many seconds: k6 takes whole numbers, and a slow channel needs a fine one. */
export const RATE_UNIT_S = 1000;
const MS_PER_UNIT = RATE_UNIT_S * 1000;
/** The curve goes on at its last rate until these are sent, too: what rounding has left over. */
const SPARE_SENDS = 4;
const SPARE_MS = 500;

/** Area under a curve of points that are `width` apart. */
const areaOf = (points: readonly ArrivalPoint[]): number =>
  points.slice(1).reduce((sum, [at, level], i) => {
    const [before, from] = points[i] ?? [at, level];
    return sum + ((at - before) * (from + level)) / 2;
  }, 0);

/**
 * The curve scaled to `sends` in `seconds`, and a little beyond it. Throws RangeError on a curve that does not go
 * forward in time, or has nothing under it.
 */
export const arrivalStages = (
  points: readonly ArrivalPoint[],
  sends: number,
  seconds: number,
): readonly ArrivalStage[] => {
  const [first, last] = [points[0], points.at(-1)];
  const area = areaOf(points);
  const forward = points.every(([at, level], i) => level >= 0 && (i === 0 || at > (points[i - 1]?.[0] ?? 0)));
  if (first === undefined || last === undefined || !forward || !(area > 0))
    throw new RangeError('an arrival curve: at least two points, later and later, and something under them');
  const length = last[0] - first[0];
  const msOf = (at: number): number => Math.round(((at - first[0]) / length) * seconds * 1000);
  const rateOf = (level: number): number => Math.round((level * length * sends * RATE_UNIT_S) / (area * seconds));
  const stages = points.slice(1).map(([at, level], i): ArrivalStage => ({
    durationMs: msOf(at) - msOf(points[i]?.[0] ?? 0),
    from: rateOf(points[i]?.[1] ?? 0),
    to: rateOf(level),
  }));
  const rate = Math.max(1, rateOf(last[1]));
  return [...stages, { durationMs: SPARE_MS + Math.ceil((SPARE_SENDS / rate) * MS_PER_UNIT), from: rate, to: rate }];
};

/**
 * When send `index` is meant, ms after the start: where the area under the curve reaches index + 1, which is how k6's
 * ramping-arrival-rate reckons (lib/executor/ramping_arrival_rate.go, cal). Infinity past the end of the curve.
 */
export const intendedMs = (stages: readonly ArrivalStage[], index: number): number => {
  let left = index + 1;
  let startMs = 0;
  for (const { durationMs, from, to } of stages) {
    const [a, b] = [from / MS_PER_UNIT, to / MS_PER_UNIT];
    const area = (durationMs * (a + b)) / 2;
    if (left <= area) {
      if (from === to) return startMs + left / a;
      const slope = (b - a) / durationMs;
      // The root that lies in the stage, written so that neither a small slope nor a small rate cancels.
      return startMs + (2 * left) / (a + Math.sqrt(Math.max(0, a * a + 2 * slope * left)));
    }
    left -= area;
    startMs += durationMs;
  }
  return Number.POSITIVE_INFINITY;
};
