import { elsewhere, unmetGroups, type UnmetGroup } from '../../model/unmet-groups.ts';
import { visible } from '../../text/visible.ts';
import { anchor, markup, type Markup } from '../markup.ts';
import type { PageContext } from './context.ts';
import { table } from './table.ts';

const outcome = ({ first }: UnmetGroup): Markup =>
  first.finding.outcome === 'broken'
    ? markup`<span class="v bad">✗ broken</span>`
    : markup`<span class="v open">? not decided</span>`;

/** Of what was expected so much stands beside what was observed; all of it stands at the finding. */
const EXPECTED = 160;

/** What was seen, and what it should have been: a value without the other names no cause. */
const observed = ({ first: { finding } }: UnmetGroup): Markup =>
  markup`${finding.observed}<br><span class="muted">expected: ${visible(finding.expected, EXPECTED)}</span>`;

/** What was broken or could not be decided, one row a requirement, with a way to the lane that shows it best. */
export function notMet({ verdicts }: PageContext): Markup {
  const groups = unmetGroups(verdicts);
  if (groups.length === 0) return markup``;
  const sections = new Set(verdicts.lanes.map((l) => l.lane));
  const where = (group: UnmetGroup): Markup => {
    const { lane } = group.first.finding;
    const id = sections.has(lane) ? anchor('lane', lane) : 'stray';
    const more = elsewhere(group);
    return markup`<a href="#${id}">${lane}</a><br><span class="muted">${more}</span>`;
  };
  return markup`<section aria-labelledby="not-met"><h2 id="not-met">What was not met</h2><div class="card">${table(
    'Requirements that were broken or could not be decided, the best evidence first',
    [
      { head: 'Requirement', cell: (g) => g.requirement.requirement },
      { head: 'Outcome', cell: outcome },
      { head: 'Demands', css: 'wide', cell: (g) => `${g.requirement.level}: ${g.requirement.statement}` },
      { head: 'Observed', css: 'wide', cell: observed },
      { head: 'Where', css: 'wide', cell: where },
    ],
    groups,
    60,
  )}
<p class="small muted">In the timelines below a dot is what happened or was accepted, a cross what was refused, a dashed ring what had no usable answer.
The green band ends at the deadline. Where an item came into sight between two looks, that time is shaded: it was there at some instant of
it, and nobody knows at which. #8 is line 8 of the history.</p></div></section>\n`;
}
