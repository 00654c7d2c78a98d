import { markup, type Markup, Markup as Raw } from '../../reports/html/markup.ts';
import { STYLE } from '../../reports/html/style.ts';
import { localFields } from '../../reports/model/instant.ts';
import type { Picture } from '../../simulator/plot/picture.ts';
import { axes } from './axes.ts';
import { type Frame, framesOf, type Limits, SIZE } from './frame.ts';
import { eventMarks, limitLines, readingMarks, truthLine } from './marks.ts';

/** What the page says about the run beside the picture. */
export interface About {
  readonly archetype: string;
  readonly seed: number;
  readonly days: number;
  readonly limits: Limits;
}

/** Nothing is loaded and nothing runs. */
const CSP = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
const OWN_STYLE =
  'svg .truth{stroke-width:1.5;stroke-opacity:.9}svg .meal{fill:var(--m-reference)}svg .dose{fill:var(--m-change)}' +
  'svg .missed{fill:var(--card);stroke:var(--m-change)}svg .spell{stroke:var(--m-abnormal);stroke-width:4;fill:none}' +
  'svg .legend text{fill:var(--t-ink)}';

const dayText = (ms: number, offsetMin: number): string => {
  const { day, month, year } = localFields(ms, offsetMin);
  return `${day} ${month} ${year}`;
};

/** The drawing in a sentence, for those who do not see it. */
const described = (picture: Picture, frame: Frame): string => {
  const inside = picture.readings.filter(({ atMs }) => atMs >= frame.from && atMs < frame.to);
  const touched = inside.filter(({ faultIds }) => faultIds.length > 0).length;
  const values = inside.flatMap(({ value }) => (value === undefined ? [] : [value]));
  const span =
    values.length === 0
      ? ''
      : `, from ${Math.min(...values).toFixed(1)} to ${Math.max(...values).toFixed(1)} ${picture.unit}`;
  const meals = picture.meals.filter(({ atMs }) => atMs >= frame.from && atMs < frame.to).length;
  return `${inside.length} readings${span}, ${touched} of them touched by a fault; ${meals} meals; the line is the truth.`;
};

const drawing = (picture: Picture, frame: Frame, limits: Limits, number: number): Markup => {
  const title = `${dayText(frame.from, frame.offsetMin)} to ${dayText(frame.to - 1, frame.offsetMin)}`;
  return markup`<figure class="card"><figcaption><b>${title}</b></figcaption><div class="scroll" tabindex="0" role="region" aria-labelledby="t${number}">
<svg class="chart" viewBox="0 0 ${SIZE.width} ${SIZE.height}" role="img" aria-labelledby="t${number} d${number}"><title id="t${number}">${title}</title><desc id="d${number}">${described(picture, frame)}</desc>
${limitLines(frame, limits)}${axes(picture, frame)}${truthLine(picture, frame)}${eventMarks(picture, frame)}${readingMarks(picture, frame)}
</svg></div></figure>`;
};

const faultTable = ({ readings }: Picture): Markup => {
  const counts = new Map<string, number>();
  for (const { faultIds } of readings) for (const id of faultIds) counts.set(id, (counts.get(id) ?? 0) + 1);
  if (counts.size === 0) return markup`<p class="muted">No fault touched a reading.</p>`;
  const rows = [...counts].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return markup`<table><caption>Faults</caption><thead><tr><th scope="col">fault</th><th scope="col" class="num">readings</th></tr></thead><tbody>${rows.map(
    ([id, n]) => markup`<tr><th scope="row">${id}</th><td class="num">${n}</td></tr>`,
  )}</tbody></table>`;
};

const LEGEND = markup`<ul class="legend"><li>line: the truth</li><li>dot: a reading</li><li>red diamond: a reading that a fault touched</li><li>triangle: HI or LO</li><li>ring: no number</li><li>bar: a meal, by its carbohydrate</li><li>small triangle: a dose, hollow where missed</li><li>thick line below: illness, exercise, a lapse</li></ul>`;

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
<title>${name}: simulated days</title><style>${new Raw(`${STYLE}\n${OWN_STYLE}`)}</style></head>
<body><header class="top"><h1>${name}</h1><p class="muted">${facts}. A synthetic patient (${patient.identifier.value}); nobody is meant.</p></header>
<main>${frames.map((frame, i) => drawing(picture, frame, about.limits, i))}${LEGEND}${faultTable(picture)}</main></body></html>
`.source;
};
