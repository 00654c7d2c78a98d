import * as Plot from '@observablehq/plot';
import type { RunLine } from '../../../conformance/history/lines.ts';
import { type Delay, type DelayRow, delayRows, delaySteps, type Step } from '../../model/delays.ts';
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

/** What is shown of the time, ms, logarithmic: all that came, and the deadlines. */
function spanOf(all: readonly number[]): readonly [low: number, high: number] {
  const some = all.filter((v) => v > 0);
  const low = Math.max(0.1, some.reduce((a, b) => Math.min(a, b), 1000) * 0.8);
  return [low, Math.max(low * 10, some.reduce((a, b) => Math.max(a, b), 1) * 1.6)];
}

/** The two lines and what lies between them. */
function cameMarks(steps: readonly Step[], [low, high]: readonly [number, number]): readonly Plot.Markish[] {
  const last = steps.at(-1);
  const rows = [{ ms: low, sure: 0, possible: 0 }, ...steps, ...(last === undefined ? [] : [{ ...last, ms: high }])];
  const x = (s: Step): number => Math.max(low, s.ms);
  const [sure, possible] = [(s: Step): number => 100 * s.sure, (s: Step): number => 100 * s.possible];
  const line = { x, curve: 'step-after', stroke: 'var(--m-curve)' } as const;
  return [
    Plot.areaY(rows, { x, y1: sure, y2: possible, curve: 'step-after', fill: 'var(--f-doubt)' }),
    Plot.line(rows, { ...line, y: possible, strokeWidth: 1, strokeDasharray: '2 2' }),
    Plot.line(rows, { ...line, y: sure, strokeWidth: 1.75 }),
  ];
}

/** The share that never came, above all that did. */
function neverMarks(never: number, count: number): readonly (readonly Plot.Markish[])[] {
  if (never === 0) return [[], []];
  const gap = [{ y1: 100 * (1 - never / count), y2: 100 }];
  const text = `${never} of ${count} never seen: at infinity`;
  return [
    [Plot.rectY(gap, { y1: 'y1', y2: 'y2', fill: 'var(--f-hold)' })],
    [Plot.text([text], { frameAnchor: 'top-left', dx: 8, dy: 4, fill: 'var(--t-bad)' })],
  ];
}

function drawing(delays: readonly Delay[], run: RunLine | undefined, label: string): Markup {
  const steps = delaySteps(delays);
  const ends = deadlines(run);
  const span = spanOf([...steps, ...ends].map((s) => s.ms));
  const [gap = [], words = []] = neverMarks(delays.filter((d) => d.highMs === null).length, delays.length);
  const end = {
    x: 'ms',
    text: (d: (typeof ends)[number]) => `${d.text} ${d.ms} ms`,
    frameAnchor: 'top',
    dy: -15,
  } as const;
  return chart(
    {
      width: 1080,
      height: 300,
      marginLeft: 54,
      marginRight: 30,
      marginTop: 30,
      marginBottom: 40,
      x: { type: 'log', domain: [...span], clamp: true },
      y: { type: 'linear', domain: [0, 100] },
      marks: [
        ...gap,
        Plot.gridY({ stroke: 'var(--rule)', strokeOpacity: 1, ticks: 5 }),
        ...cameMarks(steps, span),
        Plot.ruleX(ends, { x: 'ms', stroke: 'var(--m-critical)', strokeDasharray: '5 3' }),
        Plot.text(ends, { ...end, fill: 'var(--t-bad)' }),
        ...words,
        Plot.axisX({ label: 'ms from the intended send to the sight in the In Basket', labelArrow: 'none', ticks: 6 }),
        Plot.axisY({ label: '% in sight', labelArrow: 'none', ticks: 5 }),
      ],
    },
    label,
  );
}

/** Whoever reads the figures has to know that the harness itself held things up. */
const disturbed = (faults: number): string | undefined =>
  faults === 0
    ? undefined
    : ` The system was disturbed on purpose ${faults === 1 ? 'once' : `${faults} times`} in this run: what that held up is here with its whole delay, though its deadline counts from the recovery.`;

/** How long items took that had to come. `faults`: how often the system was disturbed. What was never seen is later than all that was. */
export function delaysPart(delays: readonly Delay[], run: RunLine | undefined, faults: number): Markup {
  const rows = delayRows(delays);
  const [all] = rows;
  if (all === undefined) return markup``;
  const label = `Delays of ${all.count} items that had to come: half within ${quantile(all, 0.5)}, 95 % within ${quantile(all, 0.95)}, ${all.neverSeen} never seen`;
  return markup`<section aria-labelledby="delays"><h2 id="delays">How long items took</h2><div class="card">
<p class="small">From the intended send of a reading to its item in sight. The instant of a sight lies between two looks: the solid line
counts what had come for certain, the dashed one what may have come, and between them nobody knows. What was never seen
counts as infinitely late and never leaves the count.${disturbed(faults)}</p>
<figure><div class="scroll" tabindex="0" role="region" aria-label="Distribution of the delays">${drawing(delays, run, label)}</div></figure>
${table('Intervals in which each share of the items had come, the harness’s own lag allowed for', COLUMNS, rows)}</div></section>\n`;
}
