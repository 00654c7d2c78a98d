import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../model/instant.ts';
import type { Series } from '../../model/series.ts';
import { DRAWABLE } from '../../model/unit.ts';

/** The drawing, in its own units, and its margins. */
export const SIZE = {
  width: 1080,
  height: 330,
  marginLeft: 54,
  marginRight: 118,
  marginTop: 24,
  marginBottom: 46,
} as const;

/** What is shown of time and value. */
export interface Frame {
  readonly from: number;
  readonly to: number;
  readonly low: number;
  readonly high: number;
  /** Factor on the size of marks: smaller where they are many. */
  readonly markSize: number;
  /** An instant as it is drawn: the clock on the wall of the patient, inside the frame. */
  readonly x: (ms: number) => number;
  /** A value as it is drawn, inside the frame. */
  readonly y: (value: number) => number;
}

/** More readings than this, and marks of the usual size cover each other. */
const DENSE = 150;

const clamp = (n: number, low: number, high: number): number => Math.min(high, Math.max(low, n));

/** The readings' own span, widened to changes of order or permission that lie close to it. */
function timeSpan(series: Series): readonly [number, number] {
  const ms = [...series.points, ...series.alerts, ...series.truth].map((p) => p.ms);
  const starts = series.versions.map((v) => v.from);
  const fallback = ms.length === 0 ? starts : ms;
  let from = fallback.reduce((a, b) => Math.min(a, b), Infinity);
  let to = fallback.reduce((a, b) => Math.max(a, b), -Infinity);
  if (!Number.isFinite(from)) return [0, DAY_MS];
  const reach = Math.max(0.25 * (to - from), 6 * HOUR_MS);
  const events = [...starts, ...series.shades.flatMap((s) => [s.from, s.to])];
  const near = events.filter((t) => t >= from - reach && t <= to + reach);
  from = near.reduce((a, b) => Math.min(a, b), from);
  to = near.reduce((a, b) => Math.max(a, b), to);
  const margin = Math.max(0.02 * (to - from), HOUR_MS / 2);
  return [from - margin, to + margin];
}

function valueSpan(series: Series, from: number, to: number): readonly [number, number] {
  const [least, most] = DRAWABLE[series.unit] ?? [-1e6, 1e6];
  const limits = series.versions.filter((v) => v.to > from && v.from < to).flatMap((v) => v.lines.map((l) => l.y));
  const values = [...series.points, ...series.alerts, ...series.truth].flatMap((p) => (p.y === undefined ? [] : [p.y]));
  const drawn = [...limits, ...values].filter((v) => v >= least && v <= most);
  if (drawn.length === 0) return [0, 1];
  const low = drawn.reduce((a, b) => Math.min(a, b));
  const high = drawn.reduce((a, b) => Math.max(a, b));
  const pad = Math.max((high - low) * 0.1, Math.abs(high) * 0.01, 0.5);
  return [Math.max(least, low - pad), Math.min(most, high + pad)];
}

/** The frame of a series. */
export function frameOf(series: Series): Frame {
  const [from, to] = timeSpan(series);
  const [low, high] = valueSpan(series, from, to);
  const shift = series.offsetMin * MINUTE_MS;
  const markSize = series.points.length > DENSE ? 0.65 : 1;
  return { from, to, low, high, markSize, x: (ms) => clamp(ms, from, to) + shift, y: (v) => clamp(v, low, high) };
}
