import type { Series } from '../../model/series.ts';
import { markup, type Markup } from '../markup.ts';
import { outline } from './symbols.ts';

const swatch = (content: Markup): Markup =>
  markup`<svg width="22" height="16" viewBox="0 0 22 16" aria-hidden="true">${content}</svg>`;

/** Explains the marks that this drawing has, and no others. */
export function legend(series: Series): Markup {
  const has = (kind: string): boolean => series.alerts.some((a) => a.kind === kind);
  const state = (s: string): boolean => series.points.some((p) => p.state === s);
  const tier = (t: string): boolean => series.versions.some((v) => v.lines.some((l) => l.tier === t));
  const shade = (k: string): boolean => series.shades.some((s) => s.kind === k);
  const entries: readonly (readonly [boolean, string, Markup])[] = [
    [state('filed'), 'reading filed', markup`<circle class="dot" cx="11" cy="8" r="3"/>`],
    [state('refused'), 'reading refused', markup`<circle class="refused" cx="11" cy="8" r="4"/>`],
    [state('unknown'), 'no usable answer', markup`<circle class="unknown" cx="11" cy="8" r="4"/>`],
    [
      has('critical'),
      'critical item',
      markup`<path class="mark a-critical" d="${outline('critical', 'none', 11, 8)}"/>`,
    ],
    [has('abnormal'), 'abnormal item', markup`<path class="mark a-abnormal" d="${outline('abnormal', 'up', 11, 9)}"/>`],
    [
      has('change'),
      'change item, tied to its baseline',
      markup`<path class="mark a-change" d="${outline('change', 'none', 11, 8)}"/>`,
    ],
    [has('other'), 'other item', markup`<path class="mark a-other" d="${outline('other', 'none', 11, 8)}"/>`],
    [
      series.alerts.some((a) => a.withdrawn),
      'withdrawn item',
      markup`<path class="mark gone a-abnormal" d="${outline('abnormal', 'up', 11, 9)}"/>`,
    ],
    [
      tier('reference'),
      'reference limit and band',
      markup`<rect class="band" y="2" width="22" height="12"/><path class="ref" d="M0 8H22"/>`,
    ],
    [tier('critical'), 'critical limit', markup`<path class="crit" d="M0 8H22"/>`],
    [shade('no-permission'), 'no permission', markup`<rect class="closed" y="2" width="22" height="12"/>`],
    [shade('on-hold'), 'order on hold', markup`<rect class="hold" y="2" width="22" height="12"/>`],
  ];
  return markup`<ul class="legend">${entries.flatMap(([shown, text, drawing]) => (shown ? [markup`<li>${swatch(drawing)}${text}</li>`] : []))}</ul>`;
}
