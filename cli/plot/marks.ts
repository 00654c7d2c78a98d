import * as Plot from '@observablehq/plot';
import { showLocal } from '../../reports/model/instant.ts';
import { HOUR_MS, MINUTE_MS } from '../../simulator/clock.ts';
import type { Picture, PictureReading } from '../../simulator/plot/picture.ts';
import { type Frame, type Limits, placedMs, readingsIn, ROWS } from './frame.ts';

/** Where the curve is told no oftener than this, its points are joined all the same. */
const LONGEST_STEP_MS = 72 * HOUR_MS;

const inside =
  ({ from, to }: Frame) =>
  ({ atMs }: { readonly atMs: number }): boolean =>
    atMs >= from && atMs < to;

/** The truth, as a line. */
export const truthLine = ({ truth }: Picture, frame: Frame): Plot.Markish => {
  let before = Number.POSITIVE_INFINITY;
  const rows = truth.filter(inside(frame)).flatMap(({ atMs, value }) => {
    const isApart = atMs - before > LONGEST_STEP_MS;
    before = atMs;
    const row = { x: frame.x(atMs), y: frame.y(value) };
    return isApart ? [{ x: row.x, y: undefined }, row] : [row];
  });
  return Plot.line(rows, { x: 'x', y: 'y', stroke: 'var(--m-curve)', strokeWidth: 1.5, strokeOpacity: 0.9 });
};

/** Limits as lines, with the room between them shaded. */
export const limitLines = (frame: Frame, { low, high }: Limits): readonly Plot.Markish[] => {
  const values = [low, high].filter((v) => v !== undefined);
  if (values.length === 0) return [];
  const [y1, y2] = [low ?? frame.low, high ?? frame.high];
  return [
    Plot.rectY([{ y1, y2 }], { y1: 'y1', y2: 'y2', fill: 'var(--f-band)' }),
    Plot.ruleY(values, { stroke: 'var(--m-reference)', strokeWidth: 1.25 }),
    Plot.text(values, {
      y: (v) => v,
      text: (v) => `limit ${v}`,
      frameAnchor: 'right',
      textAnchor: 'end',
      dx: -4,
      dy: -7,
      fill: 'var(--t-good)',
    }),
  ];
};

const titleOf = (reading: PictureReading, { unit }: Picture, frame: Frame): string => {
  const late = Math.round((reading.lastSentMs - reading.trueMs) / MINUTE_MS);
  const parts = [
    `${showLocal(reading.atMs, frame.offsetMin)}: ${reading.shown}`,
    `truth ${reading.trueValue.toFixed(1)} ${unit}`,
    ...(reading.atMs === reading.trueMs ? [] : [`measured at ${showLocal(reading.trueMs, frame.offsetMin)}`]),
    `sent ${reading.sendings === 1 ? 'once' : `${reading.sendings} times`}, the last time ${late} min after`,
    ...(reading.faultIds.length === 0 ? [] : [`faults: ${reading.faultIds.join(', ')}`]),
  ];
  return parts.join('; ');
};

type Look = 'touched' | 'high' | 'low' | 'numberless' | 'plain';
const lookOf = ({ faultIds, off, value }: PictureReading): Look =>
  faultIds.length > 0 ? 'touched' : (off ?? (value === undefined ? 'numberless' : 'plain'));

const LOOK = {
  plain: { r: 3, fill: 'var(--m-curve)' },
  touched: { r: 5, symbol: 'diamond', fill: 'var(--m-critical)', stroke: 'var(--card)' },
  high: { r: 5, symbol: 'triangle', fill: 'var(--m-abnormal)', stroke: 'var(--card)' },
  low: { r: 5, symbol: 'triangle', fill: 'var(--m-abnormal)', stroke: 'var(--card)', rotate: 180 },
  numberless: { r: 4, fill: 'var(--card)', stroke: 'var(--m-refused)', strokeWidth: 1.5 },
} as const satisfies Record<Look, Plot.DotOptions>;

/** Readings: dots; those that a fault touched, diamonds; off the scale, triangles; without a number, rings below. */
export const readingMarks = (picture: Picture, frame: Frame): readonly Plot.Markish[] => {
  const all = readingsIn(picture, frame);
  const height = ({ value, off }: PictureReading): number => value ?? (off === 'high' ? frame.high : frame.low);
  return (['plain', 'numberless', 'high', 'low', 'touched'] as const).flatMap((look) => {
    const mine = all.filter((r) => lookOf(r) === look);
    const place = {
      x: (r: PictureReading) => frame.x(placedMs(picture, r)),
      y: (r: PictureReading) => frame.y(height(r)),
    };
    return mine.length === 0
      ? []
      : [Plot.dot(mine, { ...place, ...LOOK[look], title: (r) => titleOf(r, picture, frame) })];
  });
};

/** What a fault kept from leaving: crosses where it was really so. */
export const lostMarks = ({ lost, unit }: Picture, frame: Frame): readonly Plot.Markish[] => {
  const mine = lost.filter(inside(frame));
  if (mine.length === 0) return [];
  return [
    Plot.dot(mine, {
      x: ({ atMs }) => frame.x(atMs),
      y: ({ trueValue }) => frame.y(trueValue),
      r: 4,
      symbol: 'times',
      stroke: 'var(--m-critical)',
      strokeWidth: 1.5,
      title: ({ atMs, trueValue, faultId }) =>
        `${showLocal(atMs, frame.offsetMin)}: never left because of ${faultId}; truth ${trueValue.toFixed(1)} ${unit}`,
    }),
  ];
};

/** Meals as spikes by their carbohydrate, doses as triangles (missed ones hollow), spells as lines, in rows below. */
export const eventMarks = ({ meals, doses, spells }: Picture, frame: Frame): readonly Plot.Markish[] => {
  const row = (dy: number) => ({ frameAnchor: 'bottom', dy }) as const;
  const eaten = meals.filter(inside(frame));
  const ill = spells.filter(({ atMs, untilMs }) => untilMs > frame.from && atMs < frame.to);
  const taken = (missed: boolean): Plot.Markish =>
    Plot.dot(
      doses.filter(inside(frame)).filter((d) => (d.missed === true) === missed),
      {
        x: (d) => frame.x(d.atMs),
        ...row(ROWS.doses),
        symbol: 'triangle',
        rotate: 180,
        r: 4,
        fill: missed ? 'var(--card)' : 'var(--m-change)',
        stroke: 'var(--m-change)',
        title: ({ atMs, name, units }) =>
          `${showLocal(atMs, frame.offsetMin)}: ${name}${units === undefined ? '' : `, ${units.toFixed(1)} units`}${missed ? ', missed' : ''}`,
      },
    );
  return [
    Plot.vector(eaten, {
      x: (m) => frame.x(m.atMs),
      length: (m) => m.carbohydrateGrams,
      ...row(ROWS.meals),
      shape: 'spike',
      anchor: 'start',
      r: 2,
      fill: 'var(--m-reference)',
      stroke: 'var(--m-reference)',
      title: (m) =>
        `${showLocal(m.atMs, frame.offsetMin)}: ${m.name}, ${Math.round(m.carbohydrateGrams)} g of carbohydrate`,
    }),
    taken(false),
    taken(true),
    Plot.ruleY(ill, {
      x1: (s) => frame.x(s.atMs),
      x2: (s) => frame.x(s.untilMs),
      y: () => frame.low,
      dy: ROWS.spells,
      stroke: 'var(--m-abnormal)',
      strokeWidth: 4,
      title: (s) => `${showLocal(s.atMs, frame.offsetMin)} to ${showLocal(s.untilMs, frame.offsetMin)}: ${s.name}`,
    }),
  ];
};
