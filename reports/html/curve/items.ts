import * as Plot from '@observablehq/plot';
import { showLocal } from '../../model/instant.ts';
import type { Alert, Series } from '../../model/series.ts';
import type { Frame } from './frame.ts';
import { type Edge, edgeOf, heightAt, INSET } from './readings.ts';

const COLOUR: Readonly<Record<Alert['kind'], string>> = {
  critical: 'var(--m-critical)',
  abnormal: 'var(--m-abnormal)',
  change: 'var(--m-change)',
  other: 'var(--m-refused)',
};
const SYMBOL = { critical: 'diamond', abnormal: 'triangle', change: 'square', other: 'circle' } as const;

/**
 * How an item is drawn: critical a diamond, abnormal a triangle in its direction, change a square, others a circle;
 * hollow once withdrawn.
 */
export const itemStyle = ({ kind, direction, withdrawn }: Pick<Alert, 'kind' | 'direction' | 'withdrawn'>) => ({
  r: 6,
  symbol: SYMBOL[kind],
  fill: withdrawn ? 'var(--card)' : COLOUR[kind],
  stroke: withdrawn ? COLOUR[kind] : 'var(--card)',
  strokeWidth: 1.25,
  rotate: kind === 'abnormal' && direction === 'down' ? 180 : 0,
});

const alike = (a: Alert): string =>
  JSON.stringify([a.kind, a.kind === 'abnormal' && a.direction, a.withdrawn, edgeOf(a)]);

/** In Basket items on their readings, in the order of their severity; a change is tied to the reading it was counted from. */
export function items(series: Series, frame: Frame, compact: boolean): readonly Plot.Markish[] {
  const title = compact ? {} : { title: (a: Alert) => `${showLocal(a.ms, series.offsetMin)} · ${a.text}` };
  const groups = new Map<string, Alert[]>();
  for (const a of series.alerts) groups.set(alike(a), [...(groups.get(alike(a)) ?? []), a]);
  const height = (a: Alert, edge: Edge): number => heightAt(edge, a.y, frame);
  const tied = series.alerts.flatMap((a) => (a.baseline === undefined ? [] : [{ a, from: a.baseline }]));
  const ties = Plot.link(tied, {
    x1: ({ from }) => frame.x(from.ms),
    y1: ({ from }) => frame.y(from.y),
    x2: ({ a }) => frame.x(a.ms),
    y2: ({ a }) => height(a, edgeOf(a)),
    stroke: COLOUR.change,
    strokeWidth: 1.25,
    strokeDasharray: '3 2',
  });
  const dots = [...groups.values()].flatMap((alerts) => {
    const [first] = alerts;
    if (first === undefined) return [];
    const edge = edgeOf(first);
    const style = itemStyle(first);
    const place = { x: (a: Alert) => frame.x(a.ms), y: (a: Alert) => height(a, edge), dy: INSET[edge] };
    return [Plot.dot(alerts, { ...place, ...style, r: style.r * frame.markSize, ...title })];
  });
  return tied.length === 0 ? dots : [ties, ...dots];
}
