import * as Plot from '@observablehq/plot';
import type { RunLine } from '../../../conformance/history/lines.ts';
import { type Delay, type DelayRow, delayRows, delaySteps } from '../../model/delays.ts';
import { ms } from '../../model/findings.ts';
import { chart } from '../chart/chart.ts';
import { markup, type Markup } from '../markup.ts';
import { type Column, table } from './table.ts';

const bound = (value: number | null): string => (value === null ? '∞' : ms(value));

/** `12–15 ms`; infinite where what was never seen counts among them. */
function quantile(row: DelayRow, share: number): string {
  const found = row.quantiles.find((q) => q.share === share);
  if (found === undefined) return '';
  const [low, high] = [ms(found.lowMs), bound(found.highMs)];
  return low === high ? `${high} ms` : `${low}–${high} ms`;
}

const COLUMNS: readonly Column<DelayRow>[] = [
  { head: 'Severity', cell: (r) => r.severity },
  { head: 'Had to come', css: 'num', cell: (r) => r.count },
  {
    head: 'Never seen',
    css: 'num',
    cell: (r) => (r.neverSeen === 0 ? r.neverSeen : markup`<b class="bad">${r.neverSeen}</b>`),
  },
  { head: 'Half', css: 'num', cell: (r) => quantile(r, 0.5) },
  { head: '95 %', css: 'num', cell: (r) => quantile(r, 0.95) },
  { head: '99 %', css: 'num', cell: (r) => quantile(r, 0.99) },
  { head: 'All', css: 'num', cell: (r) => quantile(r, 1) },
];

/** Where the run's deadlines lie, each once. */
function deadlines(run: RunLine | undefined): readonly { readonly ms: number; readonly text: string }[] {
  if (run === undefined) return [];
  const { critical, other } = run.deadlines;
  if (critical === other) return [{ ms: critical, text: 'deadline' }];
  return [
    { ms: critical, text: 'deadline, critical' },
    { ms: other, text: 'deadline, other' },
  ];
}

function drawing(delays: readonly Delay[], run: RunLine | undefined, label: string): Markup {
  const steps = delaySteps(delays);
  const ends = deadlines(run);
  const all = [...steps.map((s) => s.ms), ...ends.map((d) => d.ms)].filter((v) => v > 0);
  const low = Math.max(0.1, all.reduce((a, b) => Math.min(a, b), 1000) * 0.8);
  const high = Math.max(low * 10, all.reduce((a, b) => Math.max(a, b), 1) * 1.6);
  const first = { ms: low, sure: 0, possible: 0 };
  const last = steps.at(-1);
  const rows = [first, ...steps, ...(last === undefined ? [] : [{ ...last, ms: high }])];
  const x = (s: { readonly ms: number }): number => Math.max(low, s.ms);
  const never = delays.filter((d) => d.highMs === null).length;
  const line = { curve: 'step-after', stroke: 'var(--m-curve)' } as const;
  const gap = [{ y1: 100 * (1 - never / delays.length), y2: 100 }];
  return chart(
    {
      width: 1080,
      height: 300,
      marginLeft: 54,
      marginRight: 30,
      marginTop: 30,
      marginBottom: 40,
      x: { type: 'log', domain: [low, high], clamp: true },
      y: { type: 'linear', domain: [0, 100] },
      marks: [
        ...(never === 0 ? [] : [Plot.rectY(gap, { y1: 'y1', y2: 'y2', fill: 'var(--f-hold)' })]),
        Plot.gridY({ stroke: 'var(--rule)', strokeOpacity: 1, ticks: 5 }),
        Plot.areaY(rows, {
          x,
          y1: (s) => 100 * s.sure,
          y2: (s) => 100 * s.possible,
          curve: 'step-after',
          fill: 'var(--f-doubt)',
        }),
        Plot.line(rows, { x, y: (s) => 100 * s.possible, ...line, strokeWidth: 1, strokeDasharray: '2 2' }),
        Plot.line(rows, { x, y: (s) => 100 * s.sure, ...line, strokeWidth: 1.75 }),
        Plot.ruleX(ends, { x: 'ms', stroke: 'var(--m-critical)', strokeDasharray: '5 3' }),
        Plot.text(ends, {
          x: 'ms',
          text: (d) => `${d.text} ${d.ms} ms`,
          frameAnchor: 'top',
          dy: -15,
          fill: 'var(--t-bad)',
        }),
        ...(never === 0
          ? []
          : [
              Plot.text([`${never} of ${delays.length} never seen: at infinity`], {
                frameAnchor: 'top-left',
                dx: 8,
                dy: 4,
                fill: 'var(--t-bad)',
              }),
            ]),
        Plot.axisX({ label: 'ms from the intended send to the sight in the In Basket', labelArrow: 'none', ticks: 6 }),
        Plot.axisY({ label: '% in sight', labelArrow: 'none', ticks: 5 }),
      ],
    },
    label,
  );
}

/** How long items took that had to come. What was never seen is later than all that was. */
export function delaysPart(delays: readonly Delay[], run: RunLine | undefined): Markup {
  const rows = delayRows(delays);
  const [all] = rows;
  if (all === undefined) return markup``;
  const label = `Delays of ${all.count} items that had to come: half within ${quantile(all, 0.5)}, 95 % within ${quantile(all, 0.95)}, ${all.neverSeen} never seen`;
  return markup`<section aria-labelledby="delays"><h2 id="delays">How long items took</h2><div class="card">
<p class="small">From the intended send of a reading to its item in sight. The instant of a sight lies between two looks: the solid line
counts what had come for certain, the dashed one what may have come, and between them nobody knows. What was never seen
counts as infinitely late and never leaves the count.</p>
<figure><div class="scroll" tabindex="0" role="region" aria-label="Distribution of the delays">${drawing(delays, run, label)}</div></figure>
${table('Intervals in which each share of the items had come, the harness’s own lag allowed for', COLUMNS, rows)}</div></section>\n`;
}
