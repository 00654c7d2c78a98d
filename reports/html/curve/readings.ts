import * as Plot from '@observablehq/plot';
import { showLocal } from '../../model/instant.ts';
import type { Point, PointState, Series } from '../../model/series.ts';
import type { Frame } from './frame.ts';

/** Where something without a place on the y axis is drawn: HI at the upper edge, LO and failures at the lower one. */
export type Edge = 'none' | 'top' | 'bottom';
export const edgeOf = ({ y, mark }: Pick<Point, 'y' | 'mark'>): Edge =>
  y !== undefined ? 'none' : mark === 'HI' ? 'top' : 'bottom';
export const heightAt = (edge: Edge, y: number | undefined, frame: Frame): number =>
  edge === 'top' ? frame.high : edge === 'bottom' || y === undefined ? frame.low : frame.y(y);
/** So far inside the edge, so that a mark is not cut. */
export const INSET: Readonly<Record<Edge, number>> = { none: 0, top: 8, bottom: -8 };

/** How a reading is drawn in each state: filled once filed, hollow where not. */
export const DOT = {
  filed: { r: 2.7, fill: 'var(--m-curve)' },
  refused: { r: 4, fill: 'var(--card)', stroke: 'var(--m-refused)', strokeWidth: 1.5 },
  unknown: { r: 4, fill: 'var(--card)', stroke: 'var(--m-refused)', strokeWidth: 1.5, strokeDasharray: '2 1.5' },
} as const satisfies Record<PointState, Plot.DotOptions>;

/** How the truth is drawn: a fine dotted line with rings. */
export const TRUTH = { stroke: 'var(--m-reference)', strokeWidth: 1.25 } as const;

/** What the device showed, where that is known. */
export const truth = (series: Series, frame: Frame): readonly Plot.Markish[] => {
  const place = {
    x: (p: Series['truth'][number]) => frame.x(p.ms),
    y: (p: Series['truth'][number]) => frame.y(p.y),
  };
  if (series.truth.length === 0) return [];
  return [
    Plot.line(series.truth, { ...place, ...TRUTH, strokeDasharray: '1 3' }),
    Plot.dot(series.truth, { ...place, ...TRUTH, r: 5 * frame.markSize }),
  ];
};

/** The line through all filed values, broken where none could be filed. It is never thinned out. */
export function curveLine(series: Series, frame: Frame): readonly Plot.Markish[] {
  const filed = series.points.filter((p) => p.state === 'filed' && p.y !== undefined);
  const isApart = (from: number, to: number): boolean => series.shades.some((s) => s.from < to && s.to > from);
  const rows = filed.flatMap((p, i): readonly { readonly ms: number; readonly y: number | undefined }[] => {
    const before = filed[i - 1];
    return before !== undefined && isApart(before.ms, p.ms) ? [{ ms: p.ms, y: undefined }, p] : [p];
  });
  if (filed.length < 2) return [];
  const y = (p: { readonly y: number | undefined }): number | undefined =>
    p.y === undefined ? undefined : frame.y(p.y);
  return [
    Plot.line(rows, { x: (p) => frame.x(p.ms), y, stroke: 'var(--m-curve)', strokeWidth: 1.25, strokeOpacity: 0.45 }),
  ];
}

const wordOf = (p: Point): string => (p.state === 'filed' && p.mark === 'none' ? '×' : p.mark);

/** Every reading, with its time and value in words unless `compact`. */
export function readings(series: Series, frame: Frame, compact: boolean): readonly Plot.Markish[] {
  const title = compact ? {} : { title: (p: Point) => `${showLocal(p.ms, series.offsetMin)} · ${p.text}` };
  const marks: Plot.Markish[] = [];
  for (const state of ['filed', 'refused', 'unknown'] as const)
    for (const edge of ['none', 'top', 'bottom'] as const) {
      const all = series.points.filter((p) => p.state === state && edgeOf(p) === edge);
      const place = { x: (p: Point) => frame.x(p.ms), y: (p: Point) => heightAt(edge, p.y, frame), dy: INSET[edge] };
      const failed = all.filter((p) => state === 'filed' && p.mark === 'none');
      const dots = all.filter((p) => !failed.includes(p));
      const ink = { ...place, fill: 'var(--t-ink)', ...title };
      if (dots.length > 0)
        marks.push(Plot.dot(dots, { ...place, ...DOT[state], r: DOT[state].r * frame.markSize, ...title }));
      const off = dots.filter((p) => p.mark === 'HI' || p.mark === 'LO');
      if (off.length > 0) marks.push(Plot.text(off, { ...ink, text: wordOf, dx: 14 }));
      if (failed.length > 0) marks.push(Plot.text(failed, { ...ink, text: wordOf }));
    }
  return marks;
}
