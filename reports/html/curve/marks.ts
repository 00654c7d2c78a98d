import { showLocal } from '../../model/instant.ts';
import type { Point, Series } from '../../model/series.ts';
import { at, markup, join, type Markup, pathData } from '../markup.ts';
import { PLOT, type Frame } from './frame.ts';
import { alertMark } from './symbols.ts';

/** Where a reading, and any item on it, is drawn without a place on the y axis: HI at the top, LO and failures at the bottom. */
const heightOf = (p: Pick<Point, 'y' | 'mark'>, frame: Frame): number =>
  p.y === undefined ? (p.mark === 'HI' ? PLOT.y0 + 8 : PLOT.y1 - 8) : frame.y(p.y);

const titleOf = (ms: number, text: string, series: Series): Markup =>
  markup`<title>${showLocal(ms, series.offsetMin)} · ${text}</title>`;

/** The line through all filed values, broken where none could be filed. It is never thinned out. */
export function curveLine(series: Series, frame: Frame): Markup {
  const filed = series.points.filter((p) => p.state === 'filed' && p.y !== undefined);
  const apart = (from: number, to: number): boolean => series.shades.some((s) => s.from < to && s.to > from);
  const d = filed
    .map((p, i) => {
      const before = filed[i - 1];
      const move = before === undefined || apart(before.ms, p.ms) ? 'M' : 'L';
      return `${move}${at(frame.x(p.ms))} ${at(heightOf(p, frame))}`;
    })
    .join('');
  return filed.length < 2 ? markup`` : markup`<path class="curve" d="${pathData(d)}"/>`;
}

function mark(p: Point, frame: Frame, series: Series): Markup {
  const x = at(frame.x(p.ms));
  const y = heightOf(p, frame);
  const title = titleOf(p.ms, p.text, series);
  if (p.state !== 'filed')
    return markup`<circle class="${p.state}" cx="${x}" cy="${at(y)}" r="${at(4 * frame.markSize)}">${title}</circle>`;
  if (p.mark === 'HI' || p.mark === 'LO')
    return markup`<circle class="dot" cx="${x}" cy="${at(y)}" r="${at(2.7 * frame.markSize)}">${title}</circle><text class="ink" x="${at(frame.x(p.ms) + 10)}" y="${at(y + 4)}">${p.mark}</text>`;
  if (p.mark === 'none')
    return markup`<text class="ink" x="${x}" y="${at(y + 4)}" text-anchor="middle">×${title}</text>`;
  return markup`<circle class="dot" cx="${x}" cy="${at(y)}" r="${at(2.7 * frame.markSize)}">${title}</circle>`;
}

/**
 * Every reading. With `compact`, plain filed values become one path of dots without a title each,
 * so that thousands of them stay small; refused and unplaced ones keep their own mark.
 */
export function readings(series: Series, frame: Frame, compact: boolean): Markup {
  if (!compact) return join(series.points.map((p) => mark(p, frame, series)));
  const plain = series.points.filter((p) => p.state === 'filed' && p.mark === 'value');
  const others = series.points.filter((p) => !plain.includes(p));
  const d = plain.map((p) => `M${at(frame.x(p.ms))} ${at(heightOf(p, frame))}h0`).join('');
  return markup`<path class="dots" d="${pathData(d)}"/>${others.map((p) => mark(p, frame, series))}`;
}

/** In Basket items on their readings; a change is tied to the reading it was counted from. */
export const alerts = (series: Series, frame: Frame, compact: boolean): Markup =>
  join(
    series.alerts.map((a) => {
      const x = frame.x(a.ms);
      const y = heightOf(a, frame);
      const from = a.baseline;
      const tie =
        from === undefined
          ? undefined
          : markup`<path class="base" d="M${at(frame.x(from.ms))} ${at(frame.y(from.y))}L${at(x)} ${at(y)}"/>`;
      const title = compact ? undefined : titleOf(a.ms, a.text, series);
      return markup`${tie}${alertMark(a, x, y, frame.markSize, title)}`;
    }),
  );
