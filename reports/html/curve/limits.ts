import * as Plot from '@observablehq/plot';
import type { LimitLine, LimitVersion, Series } from '../../model/series.ts';
import { type Frame, SIZE } from './frame.ts';

/** How a limit is drawn. */
export const LIMIT = {
  reference: { stroke: 'var(--m-reference)', strokeWidth: 1.25 },
  critical: { stroke: 'var(--m-critical)', strokeWidth: 1.25, strokeDasharray: '5 3' },
} as const;
const INK = { reference: 'var(--t-good)', critical: 'var(--t-bad)' } as const;
const TIERS = ['reference', 'critical'] as const;
export const SHADE = { 'no-permission': 'var(--f-closed)', 'on-hold': 'var(--f-hold)' } as const;
const SHADE_WORDS = { 'no-permission': 'no permission', 'on-hold': 'on hold' } as const;
export const BAND = 'var(--f-band)';

const words = (line: LimitLine): string => `${line.text} ${line.tier === 'critical' ? 'critical ' : ''}${line.side}`;

const visibleOf = (series: Series, frame: Frame): readonly LimitVersion[] =>
  series.versions.filter((v) => v.to > frame.from && v.from < frame.to);

/** The reference band of each version, from its low to its high bound, or to the edge where it is one-sided. */
export function bands(series: Series, frame: Frame): readonly Plot.Markish[] {
  const rows = visibleOf(series, frame).flatMap((v) => {
    const reference = v.lines.filter((l) => l.tier === 'reference');
    if (reference.length === 0) return [];
    const bound = (side: LimitLine['side'], otherwise: number): number =>
      frame.y(reference.find((l) => l.side === side)?.y ?? otherwise);
    return [{ x1: frame.x(v.from), x2: frame.x(v.to), y1: bound('low', frame.low), y2: bound('high', frame.high) }];
  });
  return [Plot.rect(rows, { x1: 'x1', x2: 'x2', y1: 'y1', y2: 'y2', fill: BAND })];
}

/** Every limit as steps; versions that meet are joined by a riser at the very instant from which the later one holds. */
export function limitSteps(series: Series, frame: Frame): readonly Plot.Markish[] {
  return TIERS.flatMap((tier) => {
    const rows: { key: string; x: number; y: number | undefined }[] = [];
    const ends = new Map<string, number>();
    for (const v of visibleOf(series, frame))
      for (const line of v.lines) {
        if (line.tier !== tier) continue;
        const key = JSON.stringify([v.order, line.side]);
        const from = frame.x(v.from);
        if (ends.has(key) && ends.get(key) !== from) rows.push({ key, x: from, y: undefined });
        rows.push({ key, x: from, y: frame.y(line.y) }, { key, x: frame.x(v.to), y: frame.y(line.y) });
        ends.set(key, frame.x(v.to));
      }
    return rows.length === 0
      ? []
      : [Plot.line(rows, { x: 'x', y: 'y', z: 'key', curve: 'step-after', ...LIMIT[tier] })];
  });
}

/** Labels pushed apart so that none covers another: 13 units of the drawing, as a share of the values shown. */
function spread<L extends { readonly y: number }>(labels: readonly L[], frame: Frame): readonly L[] {
  const apart = (13 * (frame.high - frame.low)) / (SIZE.height - SIZE.marginTop - SIZE.marginBottom);
  let last = Infinity;
  return [...labels]
    .sort((a, b) => b.y - a.y)
    .map((l) => {
      last = Math.min(l.y, last - apart);
      return { ...l, y: last };
    });
}

/** Values of the limits: those that hold at the right edge beside it, earlier ones at the start of their step. */
export function limitLabels(series: Series, frame: Frame): readonly Plot.Markish[] {
  const visible = visibleOf(series, frame);
  const isLast = (v: LimitVersion): boolean => v.to >= frame.to;
  const labels = visible.flatMap((v) =>
    v.lines.map((line) => ({ line, text: words(line), last: isLast(v), x: frame.x(v.from), y: frame.y(line.y) })),
  );
  const beside = spread(
    labels.filter((l) => l.last),
    frame,
  );
  const right = frame.x(frame.to);
  return TIERS.flatMap((tier) => {
    const style = { y: 'y', text: 'text', fill: INK[tier], textAnchor: 'start' } as const;
    const mine = beside.filter((l) => l.line.tier === tier);
    const earlier = labels.filter((l) => !l.last && l.line.tier === tier);
    return [
      Plot.text(mine, { ...style, x: right, dx: 7 }),
      ...(earlier.length === 0 ? [] : [Plot.text(earlier, { ...style, x: 'x', dx: 5, dy: -7 })]),
    ];
  });
}

/** The instants at which an order starts or its limits change. */
export function changes(series: Series, frame: Frame): readonly Plot.Markish[] {
  const known = new Set<string>();
  const rows = visibleOf(series, frame).flatMap((v) => {
    const text = known.has(v.order) || v.from < frame.from ? 'limits changed' : 'order starts';
    known.add(v.order);
    return v.from > frame.from ? [{ x: frame.x(v.from), text }] : [];
  });
  const stroke = { stroke: 'currentColor', strokeDasharray: '1 3' };
  return rows.length === 0
    ? []
    : [
        Plot.ruleX(rows, { x: 'x', ...stroke, insetTop: -12 }),
        Plot.text(rows, { x: 'x', text: 'text', frameAnchor: 'top', textAnchor: 'start', dx: 4, dy: -14 }),
      ];
}

/** Times without permission and on hold. */
export function shades(series: Series, frame: Frame): readonly Plot.Markish[] {
  const [y1, y2] = [frame.low, frame.high];
  return (['no-permission', 'on-hold'] as const).flatMap((kind) => {
    const spans = series.shades.filter((s) => s.kind === kind && s.to > frame.from && s.from < frame.to);
    const rows = spans.map((s) => ({ x1: frame.x(s.from), x2: frame.x(s.to), y1, y2 }));
    const wide = rows.filter((r) => r.x2 - r.x1 > (frame.to - frame.from) / 10);
    const middle = (r: { readonly x1: number; readonly x2: number }): number => (r.x1 + r.x2) / 2;
    return rows.length === 0
      ? []
      : [
          Plot.rect(rows, { x1: 'x1', x2: 'x2', y1: 'y1', y2: 'y2', fill: SHADE[kind], fillOpacity: 0.85 }),
          Plot.text(wide, { x: middle, text: () => SHADE_WORDS[kind], frameAnchor: 'bottom', dy: -4 }),
        ];
  });
}
