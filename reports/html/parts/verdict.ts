import type { Verdict } from '../../../conformance/verdict/types.ts';
import { WORDING } from '../../model/wording.ts';
import { markup, type Markup } from '../markup.ts';

/** A verdict with its glyph, in its tone. Only PASS is in the tone `good`. */
export const verdictMark = (verdict: Verdict): Markup =>
  markup`<span class="v ${WORDING[verdict].tone}">${WORDING[verdict].glyph} ${verdict}</span>`;
