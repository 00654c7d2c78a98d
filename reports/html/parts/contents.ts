import type { LaneVerdict } from '../../../conformance/verdict/types.ts';
import type { Whole } from '../../model/lines-shown.ts';
import { anchor, markup, type Markup } from '../markup.ts';
import { verdictMark } from './verdict.ts';

const SHOWN = 400;

/** The way to the sections of the page, of those that are there. */
export const contents = (there: {
  readonly met: boolean;
  readonly gates: boolean;
  readonly delays: boolean;
  readonly burden: boolean;
}): Markup => {
  const links: readonly (readonly [boolean, string, string])[] = [
    [there.met, 'not-met', 'What was not met'],
    [true, 'not-judged', 'What was not judged'],
    [there.gates, 'gates', 'Gates'],
    [there.delays, 'delays', 'How long items took'],
    [there.burden, 'burden', 'Alert burden'],
    [true, 'lanes', 'Lanes and curves'],
    [true, 'matrix', 'Requirements'],
    [true, 'facts', 'The run'],
  ];
  const shown = links.flatMap(([is, id, text]) => (is ? [markup`<a href="#${id}">${text}</a> `] : []));
  return markup`<nav class="sections" aria-label="Contents">${shown}</nav>\n`;
};

/** What of a long history this page was made from. */
function part({ lines, kept, patients }: Whole): Markup | undefined {
  if (patients === undefined) return undefined;
  return markup`<p class="muted">The history has ${lines} lines. Curves, tables and timelines below are made from ${kept} of them: those that
failures rest on, and those of ${patients} patients, patients with failures first. The verdicts, the delays and the burden are over all.</p>`;
}

/** The way to every lane, with its verdict. */
export function laneList(lanes: readonly LaneVerdict[], whole: Whole): Markup {
  const more = lanes.length - SHOWN;
  const entries = lanes
    .slice(0, SHOWN)
    .map((l) => markup`<li>${verdictMark(l.verdict)} <a href="#${anchor('lane', l.lane)}">${l.lane}</a></li>`);
  const left = more > 0 ? markup`<p class="muted">${more} more lanes are left out.</p>` : undefined;
  return markup`<nav aria-labelledby="lanes"><h2 id="lanes">Lanes</h2>
<div class="card">${part(whole)}<ol>${entries}</ol>${left}</div></nav>
`;
}
