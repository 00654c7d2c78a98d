import * as Plot from '@observablehq/plot';
import { chart } from '../../reports/html/chart/chart.ts';
import { markup, type Markup, Markup as Raw } from '../../reports/html/markup.ts';
import { STYLE } from '../../reports/html/style.ts';
import { localFields, showOffset, showTick } from '../../reports/model/instant.ts';
import { showUnit } from '../../reports/model/unit.ts';
import type { Picture } from '../../simulator/plot/picture.ts';
import { type Frame, framesOf, isWeight, type Limits, readingsIn, ROWS, SIZE } from './frame.ts';
import { eventMarks, limitLines, lostMarks, readingMarks, truthLine } from './marks.ts';

/** What the page says about the run beside the picture. */
export interface About {
  readonly archetype: string;
  readonly seed: number;
  readonly days: number;
  readonly limits: Limits;
}

/** Nothing is loaded and nothing runs. */
const CSP = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
const dayText = (ms: number, offsetMin: number): string => {
  const { day, month, year } = localFields(ms, offsetMin);
  return `${day} ${month} ${year}`;
};

/** The drawing in a sentence, for those who do not see it. */
const described = (picture: Picture, frame: Frame): string => {
  const inside = readingsIn(picture, frame);
  const touched = inside.filter(({ faultIds }) => faultIds.length > 0).length;
  const values = inside.flatMap(({ value }) => (value === undefined ? [] : [value]));
  const span =
    values.length === 0
      ? ''
      : `, from ${Math.min(...values).toFixed(1)} to ${Math.max(...values).toFixed(1)} ${picture.unit}`;
  const isIn = ({ atMs }: { readonly atMs: number }): boolean => atMs >= frame.from && atMs < frame.to;
  const [meals, lost] = [picture.meals, picture.lost].map((all) => all.filter(isIn).length);
  return `${inside.length} readings${span}, ${touched} of them touched by a fault; ${lost} more that never left; ${meals} meals; the line is the truth.`;
};

/** The unit on the left, local dates below, what the rows are. */
const axes = ({ unit, zone }: Picture, { from, offsetMin }: Frame): readonly Plot.Markish[] => {
  const place = `${localFields(from, offsetMin).year}, local time in ${zone} (${showOffset(offsetMin)})`;
  const row = (name: string, dy: number): Plot.Markish =>
    Plot.text([name], { frameAnchor: 'bottom-left', textAnchor: 'end', dx: -8, dy });
  return [
    Plot.axisX({
      label: place,
      labelAnchor: 'right',
      labelArrow: 'none',
      labelOffset: ROWS.axis,
      ticks: 8,
      tickFormat: showTick,
    }),
    Plot.axisY({ label: showUnit(unit), labelArrow: 'none', ticks: 6 }),
    ...(isWeight(unit) ? [] : [row('meals', ROWS.meals), row('doses', ROWS.doses)]),
  ];
};

/** A meal of so many grams of carbohydrate is drawn as high as any. */
const MOST_GRAMS = 120;

const drawing = (picture: Picture, frame: Frame, limits: Limits): Markup => {
  const title = `${dayText(frame.from, frame.offsetMin)} to ${dayText(frame.to - 1, frame.offsetMin)}`;
  const svg = chart(
    {
      ...SIZE,
      x: { type: 'utc', domain: [frame.x(frame.from), frame.x(frame.to)] },
      y: { type: 'linear', domain: [frame.low, frame.high] },
      length: { type: 'linear', domain: [0, MOST_GRAMS], range: [2, 16], clamp: true },
      marks: [
        ...limitLines(frame, limits),
        Plot.gridY({ stroke: 'var(--rule)', strokeOpacity: 1, ticks: 6 }),
        Plot.gridX({ stroke: 'var(--rule)', strokeOpacity: 1, ticks: 8 }),
        ...axes(picture, frame),
        truthLine(picture, frame),
        ...eventMarks(picture, frame),
        ...readingMarks(picture, frame),
        ...lostMarks(picture, frame),
      ],
    },
    `${title}: ${described(picture, frame)}`,
  );
  return markup`<figure class="card"><figcaption><b>${title}</b></figcaption><div class="scroll" tabindex="0" role="region" aria-label="${title}">${svg}</div></figure>`;
};

const countsOf = (ids: readonly string[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
};

const faultTable = ({ readings, lost }: Picture): Markup => {
  const touched = countsOf(readings.flatMap(({ faultIds }) => faultIds));
  const gone = countsOf(lost.map(({ faultId }) => faultId));
  const ids = [...new Set([...touched.keys(), ...gone.keys()])].toSorted();
  if (ids.length === 0) return markup`<p class="muted">No fault touched a reading.</p>`;
  return markup`<table><caption>Faults</caption><thead><tr><th scope="col">fault</th><th scope="col" class="num">readings</th><th scope="col" class="num">never left</th></tr></thead><tbody>${ids.map(
    (id) =>
      markup`<tr><th scope="row">${id}</th><td class="num">${touched.get(id) ?? 0}</td><td class="num">${gone.get(id) ?? 0}</td></tr>`,
  )}</tbody></table>`;
};

const LEGEND = markup`<ul class="legend"><li>line: the truth</li><li>dot: a reading</li><li>red diamond: a reading that a fault touched; one whose clock is outside of these days stands where it was measured</li><li>red cross: what a fault kept from leaving</li><li>triangle: HI or LO</li><li>ring: no number</li><li>spike: a meal, by its carbohydrate</li><li>small triangle: a dose, hollow where missed</li><li>thick line below: illness, exercise, a lapse</li></ul>`;

/**
 * One patient's days as a self-contained page: no script, nothing loaded, opens from disk, light and dark. Every
 * text is taken for hostile. Same input, same bytes.
 */
export const plotPage = (picture: Picture, about: About): string => {
  const { patient } = picture;
  const name = `${patient.given} ${patient.family}`;
  const frames = framesOf(picture, about.limits);
  const facts = `${about.archetype}, seed ${about.seed}, ${about.days} days, ${picture.zone}; ${patient.gender}, born ${patient.birthDate}; ${picture.readings.length} readings`;
  return markup`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta http-equiv="Content-Security-Policy" content="${new Raw(CSP)}">
<title>${name}: simulated days</title><style>${new Raw(STYLE)}</style></head>
<body><header class="top"><h1>${name}</h1><p class="muted">${facts}. A synthetic patient (${patient.identifier.value}); nobody is meant.</p></header>
<main>${frames.map((frame) => drawing(picture, frame, about.limits))}${LEGEND}${faultTable(picture)}</main></body></html>
`.source;
};
