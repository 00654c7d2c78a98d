import type { LaneVerdict } from '../../../conformance/verdict/types.ts';
import { anchor, markup, type Markup } from '../markup.ts';
import { verdictMark } from './verdict.ts';

const SHOWN = 400;

/** The way to the sections of the page. */
export const contents = (hasUnmet: boolean, hasGates: boolean): Markup =>
  markup`<nav class="sections" aria-label="Contents">${hasUnmet ? markup`<a href="#not-met">What was not met</a> ` : undefined}<a href="#not-judged">What was not judged</a>
${hasGates ? markup`<a href="#gates">Gates</a> ` : undefined}<a href="#lanes">Lanes and curves</a> <a href="#matrix">Requirements</a> <a href="#facts">The run</a></nav>\n`;

/** The way to every lane, with its verdict. */
export function laneList(lanes: readonly LaneVerdict[]): Markup {
  const more = lanes.length - SHOWN;
  const entries = lanes
    .slice(0, SHOWN)
    .map((l) => markup`<li>${verdictMark(l.verdict)} <a href="#${anchor('lane', l.lane)}">${l.lane}</a></li>`);
  const left = more > 0 ? markup`<p class="muted">${more} more lanes are left out.</p>` : undefined;
  return markup`<nav aria-labelledby="lanes"><h2 id="lanes">Lanes</h2>
<div class="card"><ol>${entries}</ol>${left}</div></nav>
`;
}
