import { timeTicks, valueTicks } from '../../reports/html/curve/ticks.ts';
import { at, markup, type Markup, pathData } from '../../reports/html/markup.ts';
import { localFields, showOffset } from '../../reports/model/instant.ts';
import { showUnit } from '../../reports/model/unit.ts';
import type { Picture } from '../../simulator/plot/picture.ts';
import { type Frame, isWeight, PLOT, ROWS, SIZE } from './frame.ts';

/** Grid and labels: the unit on the left, local dates below, what the rows are. */
export const axes = ({ unit, zone }: Picture, frame: Frame): Markup => {
  const values = valueTicks(frame.low, frame.high);
  const times = timeTicks(frame.from, frame.to, frame.offsetMin).filter(({ ms }) => ms < frame.to);
  const rows = values.map(({ value }) => `M${PLOT.x0} ${at(frame.y(value))}H${PLOT.x1}`).join('');
  const ticks = times.map(({ ms }) => `M${at(frame.x(ms))} ${PLOT.y0}V${ROWS.axis}`).join('');
  const year = localFields(frame.from, frame.offsetMin).year;
  const place = `${year}, local time in ${zone} (${showOffset(frame.offsetMin)})`;
  return markup`<path class="grid" d="${pathData(rows)}${pathData(ticks)}"/><path class="axis" d="M${PLOT.x0} ${ROWS.axis}H${PLOT.x1}"/>
${values.map(({ value, label }) => markup`<text x="${PLOT.x0 - 8}" y="${at(frame.y(value) + 4)}" text-anchor="end">${label}</text>`)}
${times.map(({ ms, label }) => markup`<text x="${at(frame.x(ms) + 3)}" y="${ROWS.axis + 16}">${label}</text>`)}
<text class="ink" x="${PLOT.x0 - 8}" y="${PLOT.y0 - 10}" text-anchor="end">${showUnit(unit)}</text>
${isWeight(unit) ? undefined : markup`<text x="${PLOT.x0 - 8}" y="${ROWS.meals}" text-anchor="end">meals</text><text x="${PLOT.x0 - 8}" y="${ROWS.doses}" text-anchor="end">doses</text>`}
<text x="${PLOT.x1}" y="${SIZE.height - 4}" text-anchor="end">${place}</text>`;
};
