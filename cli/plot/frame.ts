import { MEASURE_OF_UNIT } from '../../contract/codes/measures.ts';
import type { UnitCode } from '../../contract/domain/index.ts';
import { type EpochMs, MINUTE_MS, offsetMinutes } from '../../simulator/clock.ts';
import { endOf } from '../../simulator/options.ts';
import type { Picture, PictureReading } from '../../simulator/plot/picture.ts';

/** The drawing, in its own units: the curve above, meals and doses in rows below. */
export const SIZE = {
  width: 1080,
  height: 370,
  marginLeft: 54,
  marginRight: 16,
  marginTop: 24,
  marginBottom: 118,
} as const;
/** How far below the curve each row lies. */
export const ROWS = { meals: 62, doses: 76, spells: 92, axis: 112 } as const;

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
  /** An instant as it is drawn: the clock on the wall of the patient, inside the frame. */
  readonly x: (ms: EpochMs) => number;
  readonly y: (value: number) => number;
}

/** Days of one drawing: a week of meals can be read, a quarter of weights too. */
const PANEL_DAYS = { glucose: 7, weight: 92 } as const;

export const isWeight = (unit: UnitCode): boolean => MEASURE_OF_UNIT[unit] === 'weight';

/** Where a reading stands: when it says that it was; where its clock is outside of the days shown, when it really was. */
export const placedMs = ({ fromMs, toMs }: Picture, { atMs, trueMs }: PictureReading): EpochMs =>
  atMs >= fromMs && atMs < toMs ? atMs : trueMs;

/** The readings that stand in a frame. */
export const readingsIn = (picture: Picture, { from, to }: Frame): readonly PictureReading[] =>
  picture.readings.filter((reading) => {
    const ms = placedMs(picture, reading);
    return ms >= from && ms < to;
  });

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
  const days = isWeight(picture.unit) ? PANEL_DAYS.weight : PANEL_DAYS.glucose;
  // Whole days of the calendar: where the clocks change, a week is an hour longer or shorter.
  const starts = [picture.fromMs];
  for (let next = picture.fromMs; (next = endOf(next, days, picture.zone)) < picture.toMs;) starts.push(next);
  return starts.map((from, i): Frame => {
    const to = starts[i + 1] ?? picture.toMs;
    const offsetMin = offsetMinutes(from, picture.zone);
    return {
      from,
      to,
      low,
      high,
      offsetMin,
      x: (ms) => clamp(ms, from, to) + offsetMin * MINUTE_MS,
      y: (value) => clamp(value, low, high),
    };
  });
};
