import { localFields, showOffset } from '../../model/instant.ts';
import type { Series } from '../../model/series.ts';
import { showUnit } from '../../model/unit.ts';
import { at, markup, type Markup, pathData } from '../markup.ts';
import { PLOT, SIZE, type Frame } from './frame.ts';
import { timeTicks, valueTicks } from './ticks.ts';

/** Grid, tick labels and axis titles: the unit on the left, local dates and their offset below. */
export function axes(series: Series, frame: Frame): { grid: Markup; labels: Markup } {
  const values = valueTicks(frame.low, frame.high);
  const times = timeTicks(frame.from, frame.to, series.offsetMin);
  const rows = values.map(({ value }) => `M${PLOT.x0} ${at(frame.y(value))}H${PLOT.x1}`).join('');
  const marks = times.map(({ ms }) => `M${at(frame.x(ms))} ${PLOT.y1}v5`).join('');
  const from = localFields(frame.from, series.offsetMin).year;
  const to = localFields(frame.to, series.offsetMin).year;
  const year = from === to ? String(from) : `${from}–${to}`;
  const valueLabels = values.map(
    ({ value, label }) =>
      markup`<text x="${PLOT.x0 - 8}" y="${at(frame.y(value) + 4)}" text-anchor="end">${label}</text>`,
  );
  const timeLabels = times.map(
    ({ ms, label }) => markup`<text x="${at(frame.x(ms))}" y="${PLOT.y1 + 19}" text-anchor="middle">${label}</text>`,
  );
  const unit = markup`<text x="${PLOT.x0 - 8}" y="${PLOT.y0 - 11}" text-anchor="end" class="ink">${showUnit(series.unit)}</text>`;
  const place = `${year}, local time ${showOffset(series.offsetMin)}`;
  const title = markup`<text x="${PLOT.x1}" y="${SIZE.height - 6}" text-anchor="end">${place}</text>`;
  return {
    grid: markup`<path class="grid" d="${pathData(rows)}"/>`,
    labels: markup`<path class="axis" d="M${PLOT.x0} ${PLOT.y1}H${PLOT.x1}${pathData(marks)}"/>${valueLabels}${timeLabels}${unit}${title}`,
  };
}
