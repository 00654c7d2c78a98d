import type { Alert } from '../../model/series.ts';
import { at, markup, type Markup } from '../markup.ts';

/**
 * Outline of an alert's mark around (x, y): critical a diamond, abnormal a triangle in its
 * direction, change a square, others a circle. `size` 1 is for drawings with room.
 */
export function outline(kind: Alert['kind'], direction: Alert['direction'], x: number, y: number, size = 1): string {
  const n = (length: number): string => at(length * size);
  const from = (dx: number, dy: number): string => `M${at(x + dx * size)} ${at(y + dy * size)}`;
  if (kind === 'critical') return `${from(0, -7.5)}l${n(7)} ${n(7.5)}l${n(-7)} ${n(7.5)}l${n(-7)} ${n(-7.5)}z`;
  if (kind === 'abnormal' && direction === 'down') return `${from(0, 7)}l${n(-6.5)} ${n(-11)}h${n(13)}z`;
  if (kind === 'abnormal') return `${from(0, -7)}l${n(6.5)} ${n(11)}h${n(-13)}z`;
  if (kind === 'change') return `${from(-5.5, -5.5)}h${n(11)}v${n(11)}h${n(-11)}z`;
  const r = n(5.5);
  return `${from(-5.5, 0)}a${r} ${r} 0 1 0 ${n(11)} 0a${r} ${r} 0 1 0 ${n(-11)} 0z`;
}

/** An alert's mark; hollow once the item was withdrawn. */
export const alertMark = (
  a: Pick<Alert, 'kind' | 'direction' | 'withdrawn'>,
  x: number,
  y: number,
  size: number,
  title?: Markup,
): Markup =>
  markup`<path class="mark ${a.withdrawn ? 'gone ' : ''}a-${a.kind}" d="${outline(a.kind, a.direction, x, y, size)}">${title}</path>`;
