import { at, markup, type Markup, pathData } from '../../reports/html/markup.ts';
import { outline } from '../../reports/html/curve/symbols.ts';
import { showLocal } from '../../reports/model/instant.ts';
import { HOUR_MS, MINUTE_MS } from '../../simulator/clock.ts';
import type { Picture, PictureReading } from '../../simulator/plot/picture.ts';
import { type Frame, type Limits, PLOT, ROWS } from './frame.ts';

/** Where the curve is told no oftener than this, its points are joined all the same. */
const LONGEST_STEP_MS = 72 * HOUR_MS;

const inside =
  ({ from, to }: Frame) =>
  ({ atMs }: { readonly atMs: number }): boolean =>
    atMs >= from && atMs < to;

/** The truth, as a line. */
export const truthLine = ({ truth }: Picture, frame: Frame): Markup => {
  let before = Number.NEGATIVE_INFINITY;
  const d = truth
    .filter(inside(frame))
    .map(({ atMs, value }) => {
      const move = atMs - before > LONGEST_STEP_MS ? 'M' : 'L';
      before = atMs;
      return `${move}${at(frame.x(atMs))} ${at(frame.y(value))}`;
    })
    .join('');
  return markup`<path class="curve truth" d="${pathData(d)}"/>`;
};

/** Limits as lines, with the room between them shaded. */
export const limitLines = (frame: Frame, { low, high }: Limits): Markup => {
  const top = frame.y(high ?? frame.high);
  const height = frame.y(low ?? frame.low) - top;
  const line = (value: number | undefined): Markup | undefined =>
    value === undefined
      ? undefined
      : markup`<path class="ref" d="M${PLOT.x0} ${at(frame.y(value))}H${PLOT.x1}"/><text class="tref" x="${PLOT.x1 - 4}" y="${at(frame.y(value) - 4)}" text-anchor="end">limit ${value}</text>`;
  if (low === undefined && high === undefined) return markup``;
  return markup`<rect class="band" x="${PLOT.x0}" y="${at(top)}" width="${PLOT.x1 - PLOT.x0}" height="${at(height)}"/>${line(low)}${line(high)}`;
};

const titleOf = (reading: PictureReading, { unit }: Picture, frame: Frame): Markup => {
  const late = Math.round((reading.lastSentMs - reading.trueMs) / MINUTE_MS);
  const parts = [
    `${showLocal(reading.atMs, frame.offsetMin)}: ${reading.shown}`,
    `truth ${reading.trueValue.toFixed(1)} ${unit}`,
    ...(reading.atMs === reading.trueMs ? [] : [`measured at ${showLocal(reading.trueMs, frame.offsetMin)}`]),
    `sent ${reading.sendings === 1 ? 'once' : `${reading.sendings} times`}, the last time ${late} min after`,
    ...(reading.faultIds.length === 0 ? [] : [`faults: ${reading.faultIds.join(', ')}`]),
  ];
  return markup`<title>${parts.join('; ')}</title>`;
};

/** Readings: dots; those that a fault touched, diamonds; off the scale, triangles; without a number, rings below. */
export const readingMarks = (picture: Picture, frame: Frame): readonly Markup[] =>
  picture.readings.filter(inside(frame)).map((reading) => {
    const [x, y] = [frame.x(reading.atMs), frame.y(reading.value ?? (reading.off === 'high' ? frame.high : frame.low))];
    const title = titleOf(reading, picture, frame);
    if (reading.faultIds.length > 0)
      return markup`<path class="mark a-critical" d="${pathData(outline('critical', 'none', x, y, 0.8))}">${title}</path>`;
    if (reading.off !== undefined)
      return markup`<path class="mark a-abnormal" d="${pathData(outline('abnormal', reading.off === 'high' ? 'up' : 'down', x, y, 0.8))}">${title}</path>`;
    if (reading.value === undefined)
      return markup`<circle class="refused" cx="${at(x)}" cy="${PLOT.y1 - 6}" r="4">${title}</circle>`;
    return markup`<circle class="dot" cx="${at(x)}" cy="${at(y)}" r="3">${title}</circle>`;
  });

const MOST_GRAMS = 120;
const BAR = 16;

/** Meals as bars by their carbohydrate, doses as ticks (missed ones hollow), spells as lines below. */
export const eventMarks = ({ meals, doses, spells }: Picture, frame: Frame): readonly Markup[] => [
  ...meals.filter(inside(frame)).map(({ atMs, name, carbohydrateGrams }) => {
    const height = Math.max(2, (Math.min(carbohydrateGrams, MOST_GRAMS) / MOST_GRAMS) * BAR);
    const said = `${showLocal(atMs, frame.offsetMin)}: ${name}, ${Math.round(carbohydrateGrams)} g of carbohydrate`;
    return markup`<rect class="meal" x="${at(frame.x(atMs) - 1.5)}" y="${at(ROWS.meals - height)}" width="3" height="${at(height)}"><title>${said}</title></rect>`;
  }),
  ...doses.filter(inside(frame)).map(({ atMs, name, units, missed }) => {
    const amount = units === undefined ? '' : `, ${units.toFixed(1)} units`;
    const said = `${showLocal(atMs, frame.offsetMin)}: ${name}${amount}${missed === true ? ', missed' : ''}`;
    return markup`<path class="${missed === true ? 'dose missed' : 'dose'}" d="M${at(frame.x(atMs))} ${ROWS.doses}l-4 -12h8z"><title>${said}</title></path>`;
  }),
  ...spells
    .filter(({ atMs, untilMs }) => untilMs > frame.from && atMs < frame.to)
    .map(({ atMs, untilMs, name }) => {
      const said = `${showLocal(atMs, frame.offsetMin)} to ${showLocal(untilMs, frame.offsetMin)}: ${name}`;
      return markup`<path class="spell" d="M${at(frame.x(atMs))} ${ROWS.spells}H${at(frame.x(untilMs))}"><title>${said}</title></path>`;
    }),
];
