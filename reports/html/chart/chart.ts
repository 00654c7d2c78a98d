import * as Plot from '@observablehq/plot';
import type { Markup } from '../markup.ts';
import { ChartDocument, drawn } from './document.ts';

export type Options = Plot.PlotOptions;

/**
 * A chart as static SVG, drawn by Observable Plot without a browser. Colours are those of the palette (`var(--m-…)`), so
 * that it follows the reader's light or dark setting. `label` says the same in words, for those who do not see it; without
 * one, words beside the chart do.
 * Same options, same bytes.
 */
export function chart(options: Options, label: string | undefined, className = 'chart'): Markup {
  const svg = Plot.plot({
    ...options,
    className,
    ...(label === undefined ? {} : { ariaLabel: label }),
    document: new ChartDocument() as unknown as NonNullable<Options['document']>,
  }) as unknown as { setAttribute(name: string, value: string): void };
  if (label === undefined) svg.setAttribute('aria-hidden', 'true');
  else svg.setAttribute('role', 'img');
  return drawn(svg);
}
