import * as Plot from '@observablehq/plot';
import type { BurdenRow } from '../../model/burden.ts';
import { ONE_SIZE } from '../../model/one-size.ts';
import { chart } from '../chart/chart.ts';
import { markup, type Markup } from '../markup.ts';
import { type Column, table } from './table.ts';

const perDay = (count: number, { patientDays }: BurdenRow): number => (patientDays === 0 ? 0 : count / patientDays);
const shown = (count: number, row: BurdenRow): string => `${perDay(count, row).toFixed(2)} (${count})`;

const COLUMNS: readonly Column<BurdenRow>[] = [
  { head: 'Measure', cell: (r) => r.measure },
  { head: 'Patients', css: 'num', cell: (r) => r.patients },
  { head: 'Patient days', css: 'num', cell: (r) => r.patientDays },
  { head: 'Readings filed', css: 'num', cell: (r) => r.readings },
  { head: 'Items in sight', css: 'num', cell: (r) => shown(r.items, r) },
  { head: 'Beyond the patient’s own limits', css: 'num', cell: (r) => shown(r.own, r) },
  { head: 'Beyond one-size limits', css: 'num', cell: (r) => shown(r.oneSize, r) },
];

function drawing(rows: readonly BurdenRow[]): Markup {
  const bars = rows.flatMap((r) => [
    { name: `${r.measure}: own limits`, value: perDay(r.own, r), fill: 'var(--m-curve)' },
    { name: `${r.measure}: one-size limits`, value: perDay(r.oneSize, r), fill: 'var(--m-refused)' },
  ]);
  const most = bars.reduce((a, b) => Math.max(a, b.value), 0);
  const bar = (fill: string): Plot.Markish =>
    Plot.barX(
      bars.filter((b) => b.fill === fill),
      { x: 'value', y: 'name', fill },
    );
  return chart(
    {
      width: 1080,
      height: 50 + 30 * bars.length,
      marginLeft: 170,
      marginRight: 60,
      marginBottom: 36,
      x: { type: 'linear', domain: [0, most === 0 ? 1 : most * 1.05] },
      y: { type: 'band', domain: bars.map((b) => b.name), padding: 0.25 },
      marks: [
        bar('var(--m-curve)'),
        bar('var(--m-refused)'),
        Plot.text(bars, {
          x: 'value',
          y: 'name',
          text: (b) => b.value.toFixed(2),
          textAnchor: 'start',
          dx: 5,
          fill: 'var(--t-ink)',
        }),
        Plot.axisX({ label: 'readings to look at, per patient and day', labelArrow: 'none', ticks: 6 }),
        Plot.axisY({ label: null, tickSize: 0, fill: 'var(--t-ink)' }),
      ],
    },
    `Readings to look at per patient and day: ${bars.map((b) => `${b.name} ${b.value.toFixed(2)}`).join(', ')}`,
  );
}

/** What a clinician is asked to look at, with the patient's own limits and with the same for everybody. */
export function burdenPart(rows: readonly BurdenRow[]): Markup {
  const lived = rows.filter((r) => r.patientDays > 0);
  if (lived.length === 0) return markup``;
  const sizes = lived.map(({ measure }) => {
    const { words, source } = ONE_SIZE[measure];
    return markup`<li>${measure}: ${words} (${source})</li>`;
  });
  return markup`<section aria-labelledby="burden"><h2 id="burden">Alert burden</h2><div class="card">
<p><b>A computation of this report, no verdict:</b> the same filed readings, counted once with the limits of each patient’s own orders and
once with one-size limits. Only the items in sight come from the system. Checks of single requirements are left out, because
their readings are chosen to lie at limits; so are versions of an order that came after the reading.</p>
<figure><div class="scroll" tabindex="0" role="region" aria-label="Readings to look at per patient and day">${drawing(lived)}</div></figure>
${table('Per patient and day on which a reading was filed; in brackets, how many in all', COLUMNS, lived)}
<p class="small muted">One-size limits:</p><ul class="small muted">${sizes}</ul></div></section>\n`;
}
