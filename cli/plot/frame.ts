import { MEASURE_OF_UNIT } from '../../contract/codes/measures.ts';
import type { UnitCode } from '../../contract/domain/index.ts';
import { DAY_MS, type EpochMs, offsetMinutes } from '../../simulator/clock.ts';
import type { Picture } from '../../simulator/plot/picture.ts';

/** Where things lie inside a drawing, in its own units: the curve above, meals and doses in rows below. */
export const SIZE = { width: 1080, height: 356, left: 54, right: 16 } as const;
export const PLOT = { x0: SIZE.left, x1: SIZE.width - SIZE.right, y0: 24, y1: 250 } as const;
export const ROWS = { meals: 272, doses: 292, spells: 306, axis: 316 } as const;

/** Limits of the patient, in the picture's unit. */
export interface Limits {
  readonly low?: number;
  readonly high?: number;
}

/** One drawing: a stretch of time, and what of value is shown. */
export interface Frame {
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly low: number;
  readonly high: number;
  readonly offsetMin: number;
  readonly x: (ms: EpochMs) => number;
  readonly y: (value: number) => number;
}

/** Days of one drawing: a week of meals can be read, a quarter of weights too. */
const PANEL_DAYS = { glucose: 7, weight: 92 } as const;

export const isWeight = (unit: UnitCode): boolean => MEASURE_OF_UNIT[unit] === 'weight';

const clamp = (n: number, low: number, high: number): number => Math.min(high, Math.max(low, n));

/** The span of all values and limits, with a margin. A wrong reading far off counts: it is what is to be seen. */
const span = (picture: Picture, limits: Limits): readonly [low: number, high: number] => {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const take = (value: number | undefined): void => {
    if (value === undefined || !Number.isFinite(value)) return;
    low = Math.min(low, value);
    high = Math.max(high, value);
  };
  for (const { value } of picture.truth) take(value);
  for (const { value } of picture.readings) take(value);
  take(limits.low);
  take(limits.high);
  if (low > high) return [0, 1];
  const margin = Math.max((high - low) * 0.08, Math.abs(high) * 0.005, 0.5);
  return [low - margin, high + margin];
};

/** The drawings of a picture, one below the other, all of one scale of value. */
export const framesOf = (picture: Picture, limits: Limits): readonly Frame[] => {
  const [low, high] = span(picture, limits);
  const length = (isWeight(picture.unit) ? PANEL_DAYS.weight : PANEL_DAYS.glucose) * DAY_MS;
  const count = Math.ceil((picture.toMs - picture.fromMs) / length);
  return Array.from({ length: count }, (_, i): Frame => {
    const from = picture.fromMs + i * length;
    const to = Math.min(picture.toMs, from + length);
    return {
      from,
      to,
      low,
      high,
      offsetMin: offsetMinutes(from, picture.zone),
      x: (ms) => PLOT.x0 + ((clamp(ms, from, to) - from) / (to - from)) * (PLOT.x1 - PLOT.x0),
      y: (value) => PLOT.y1 - ((clamp(value, low, high) - low) / (high - low)) * (PLOT.y1 - PLOT.y0),
    };
  });
};
