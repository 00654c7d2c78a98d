import * as Plot from '@observablehq/plot';
import { localFields, showOffset, showTick } from '../../model/instant.ts';
import type { Series } from '../../model/series.ts';
import { showUnit } from '../../model/unit.ts';
import { chart } from '../chart/chart.ts';
import { anchor, markup, type Markup } from '../markup.ts';
import { type Frame, frameOf, SIZE } from './frame.ts';
import { items } from './items.ts';
import { bands, changes, limitLabels, limitSteps, shades } from './limits.ts';
import { curveLine, readings, truth } from './readings.ts';

const some = (count: number, one: string, more: string): readonly string[] =>
  count === 0 ? [] : [`${count} ${count === 1 ? one : more}`];

/** The same content in one sentence, for those who do not see the drawing. */
export function describeSeries(series: Series): string {
  const by = (state: string): number => series.points.filter((p) => p.state === state).length;
  const of = (kind: string): number => series.alerts.filter((a) => a.kind === kind).length;
  const parts = [
    ...some(series.truth.length, 'shown by the device', 'shown by the device'),
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

/** The unit on the left, local dates and their offset below. */
function axes({ offsetMin, unit }: Series, frame: Frame): readonly Plot.Markish[] {
  const [from, to] = [frame.from, frame.to].map((ms) => localFields(ms, offsetMin).year);
  const place = `${from === to ? from : `${from}–${to}`}, local time ${showOffset(offsetMin)}`;
  return [
    Plot.axisX({ label: place, labelAnchor: 'right', labelArrow: 'none', ticks: 10, tickFormat: showTick }),
    Plot.axisY({ label: showUnit(unit), labelArrow: 'none', ticks: 6 }),
  ];
}

/** The drawing alone. `compact` leaves out the titles of single marks; every reading is still drawn. */
export function curve(series: Series, compact: boolean): Markup {
  const frame = frameOf(series);
  return chart(
    {
      ...SIZE,
      x: { type: 'utc', domain: [frame.x(frame.from), frame.x(frame.to)] },
      y: { type: 'linear', domain: [frame.low, frame.high] },
      marks: [
        ...bands(series, frame),
        ...shades(series, frame),
        Plot.gridY({ stroke: 'var(--rule)', strokeOpacity: 1, ticks: 6 }),
        ...limitSteps(series, frame),
        ...changes(series, frame),
        ...limitLabels(series, frame),
        ...truth(series, frame),
        ...curveLine(series, frame),
        ...readings(series, frame, compact),
        ...items(series, frame, compact),
        ...axes(series, frame),
      ],
    },
    `${series.measure} curve: ${describeSeries(series)}`,
  );
}

/** The curve of one patient and one measure: readings, limit steps, items, shaded times, and all of it in words. */
export function figure(series: Series, compact: boolean): Markup {
  const id = anchor('c', `${series.lane} ${series.patient} ${series.measure}`);
  const who = series.patientName ?? series.patient.slice(series.patient.lastIndexOf('|') + 1);
  const rules = [...new Set(series.versions.flatMap((v) => v.change))];
  const change =
    rules.length === 0 ? undefined : markup` <span class="muted">Change rules: ${rules.join('; ')}.</span>`;
  const what = series.measure === 'glucose' ? 'Glucose' : 'Weight';
  return markup`<figure class="curve"><figcaption id="${id}"><b>${what}</b> of ${who} <span class="muted">(${series.patient})</span>: ${describeSeries(series)}.${change}</figcaption>
<div class="scroll" tabindex="0" role="region" aria-labelledby="${id}">${curve(series, compact)}</div></figure>\n`;
}
