import { ms } from '../../model/findings.ts';
import type { ItemRow } from '../../model/item-rows.ts';
import { at, markup, type Markup } from '../markup.ts';

const WIDTH = 90;

/** The interval of a delay against its deadline, as a small bar and in figures. The tick is the deadline. */
export function delayBar(delay: ItemRow['delay']): Markup {
  if (delay === undefined) return markup`<span class="muted">not measured</span>`;
  const { lowMs, highMs, deadlineMs } = delay;
  const x = (v: number): number => Math.min(WIDTH, (v / (deadlineMs * 1.25)) * WIDTH);
  const css = lowMs > deadlineMs ? 'over' : 'in';
  const left = Math.min(x(lowMs), WIDTH - 2);
  const length = Math.max(2, x(highMs) - left);
  const bar = markup`<svg class="delay" width="${WIDTH}" height="10" aria-hidden="true">
<rect class="track" y="4" width="${WIDTH}" height="2"/><rect class="${css}" x="${at(left)}" y="2" width="${at(length)}" height="6"/>
<path class="limit" d="M${at(x(deadlineMs))} 0v10"/></svg>`;
  return markup`${bar} <span class="small">${ms(lowMs)}–${ms(highMs)} of ${deadlineMs} ms</span>`;
}
