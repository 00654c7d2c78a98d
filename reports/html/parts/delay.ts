import { ms } from '../../model/findings.ts';
import type { ItemRow } from '../../model/item-rows.ts';
import { markup, type Markup } from '../markup.ts';

/** The interval of a delay against its deadline, in figures. */
export const delayText = (delay: ItemRow['delay']): Markup =>
  delay === undefined
    ? markup`<span class="muted">not measured</span>`
    : markup`<span class="small num">${ms(delay.lowMs)}–${ms(delay.highMs)} of ${delay.deadlineMs} ms</span>`;
