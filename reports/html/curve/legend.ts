import * as Plot from '@observablehq/plot';
import type { Series } from '../../model/series.ts';
import { chart } from '../chart/chart.ts';
import { markup, type Markup } from '../markup.ts';
import { itemStyle } from './items.ts';
import { BAND, LIMIT, SHADE } from './limits.ts';
import { DOT, TRUTH } from './readings.ts';

const swatch = (...marks: readonly Plot.Markish[]): Markup =>
  chart(
    {
      width: 22,
      height: 16,
      margin: 0,
      x: { type: 'linear', domain: [0, 22], axis: null },
      y: { type: 'linear', domain: [0, 16], axis: null },
      marks: [...marks],
    },
    undefined,
    'swatch',
  );

const MIDDLE = [{ x: 11, y: 8 }];
const at = { x: 'x', y: 'y' } as const;
const dot = (state: keyof typeof DOT): Markup => swatch(Plot.dot(MIDDLE, { ...at, ...DOT[state] }));
const item = (kind: Parameters<typeof itemStyle>[0]['kind'], withdrawn = false): Markup =>
  swatch(Plot.dot(MIDDLE, { ...at, ...itemStyle({ kind, direction: 'up', withdrawn }) }));
const area = (fill: string, ...marks: readonly Plot.Markish[]): Markup =>
  swatch(Plot.rect([{}], { x1: () => 0, x2: () => 22, y1: () => 2, y2: () => 14, fill }), ...marks);
const limit = (tier: keyof typeof LIMIT): Plot.Markish => Plot.ruleY([8], LIMIT[tier]);

/** Explains the marks that these drawings have, and no others; one for all of them. */
export function legend(all: readonly Series[]): Markup {
  const hasItem = (kind: string): boolean => all.some((s) => s.alerts.some((a) => a.kind === kind));
  const state = (of: string): boolean => all.some((s) => s.points.some((p) => p.state === of));
  const tier = (of: string): boolean => all.some((s) => s.versions.some((v) => v.lines.some((l) => l.tier === of)));
  const shade = (kind: string): boolean => all.some((s) => s.shades.some((t) => t.kind === kind));
  const entries: readonly (readonly [boolean, string, () => Markup])[] = [
    [
      all.some((s) => s.truth.length > 0),
      'truth: what the device showed',
      () => swatch(Plot.dot(MIDDLE, { ...at, ...TRUTH, r: 5 })),
    ],
    [state('filed'), 'reading filed', () => dot('filed')],
    [state('refused'), 'reading refused', () => dot('refused')],
    [state('unknown'), 'no usable answer', () => dot('unknown')],
    [hasItem('critical'), 'critical item', () => item('critical')],
    [hasItem('abnormal'), 'abnormal item', () => item('abnormal')],
    [hasItem('change'), 'change item, tied to its baseline', () => item('change')],
    [hasItem('other'), 'other item', () => item('other')],
    [all.some((s) => s.alerts.some((a) => a.withdrawn)), 'withdrawn item', () => item('abnormal', true)],
    [tier('reference'), 'reference limit and band', () => area(BAND, limit('reference'))],
    [tier('critical'), 'critical limit', () => swatch(limit('critical'))],
    [shade('no-permission'), 'no permission', () => area(SHADE['no-permission'])],
    [shade('on-hold'), 'order on hold', () => area(SHADE['on-hold'])],
  ];
  const shown = entries.flatMap(([is, text, draw]) => (is ? [markup`<li>${draw()}${text}</li>`] : []));
  return shown.length === 0 ? markup`` : markup`<ul class="legend" aria-label="Marks of the curves">${shown}</ul>`;
}
