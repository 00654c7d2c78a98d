import type { Series } from '../../model/series.ts';
import { anchor, markup, type Markup } from '../markup.ts';
import { axes } from './axes.ts';
import { frameOf, SIZE } from './frame.ts';
import { legend } from './legend.ts';
import { bands, limitLabels, limitSteps, shades } from './limits.ts';
import { alerts, curveLine, readings } from './marks.ts';

const some = (count: number, one: string, more: string): readonly string[] =>
  count === 0 ? [] : [`${count} ${count === 1 ? one : more}`];

/** The same content in one sentence, for those who do not see the drawing. */
export function describeSeries(series: Series): string {
  const by = (state: string): number => series.points.filter((p) => p.state === state).length;
  const of = (kind: string): number => series.alerts.filter((a) => a.kind === kind).length;
  const parts = [
    `${by('filed')} ${by('filed') === 1 ? 'reading' : 'readings'} filed`,
    ...some(by('refused'), 'refused', 'refused'),
    ...some(by('unknown'), 'without a usable answer', 'without a usable answer'),
    ...some(of('critical'), 'critical item', 'critical items'),
    ...some(of('abnormal'), 'abnormal item', 'abnormal items'),
    ...some(of('change'), 'change item', 'change items'),
    ...some(of('other'), 'other item', 'other items'),
    ...(series.alerts.length === 0 ? ['no items'] : []),
    ...some(series.versions.length, 'version of limits', 'versions of limits'),
  ];
  return parts.join(', ');
}

/**
 * The curve of one patient and one measure: readings, limit steps, items, shaded times, legend.
 * `compact` leaves out the titles of single marks; every reading is still drawn.
 */
export function figure(series: Series, compact: boolean): Markup {
  const frame = frameOf(series);
  const { grid, labels } = axes(series, frame);
  const id = anchor('c', `${series.lane} ${series.patient} ${series.measure}`);
  const who = series.patientName ?? series.patient.slice(series.patient.lastIndexOf('|') + 1);
  const rules = [...new Set(series.versions.flatMap((v) => v.change))];
  const change =
    rules.length === 0 ? undefined : markup` <span class="muted">Change rules: ${rules.join('; ')}.</span>`;
  const summary = describeSeries(series);
  const what = series.measure === 'glucose' ? 'Glucose' : 'Weight';
  return markup`<figure><figcaption id="${id}"><b>${what}</b> of ${who} <span class="muted">(${series.patient})</span>: ${summary}.${change}</figcaption>
<div class="scroll" tabindex="0" role="region" aria-labelledby="${id}">
<svg class="chart" viewBox="0 0 ${SIZE.width} ${SIZE.height}" role="img" aria-label="${series.measure} curve: ${summary}">
${bands(series, frame)}${shades(series, frame)}${grid}${limitSteps(series, frame)}${limitLabels(series, frame)}
${curveLine(series, frame)}${readings(series, frame, compact)}${alerts(series, frame, compact)}${labels}
</svg></div>
${legend(series)}</figure>\n`;
}
