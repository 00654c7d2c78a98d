import { describeTiming, whyUnmet, type Unmet } from '../../model/findings.ts';
import { miniTimeline, subjectOf } from '../../model/mini-timeline.ts';
import { ordered } from '../../model/ordered.ts';
import { wireFiles } from '../../model/wire-files.ts';
import { repeatCommand } from '../../model/repeat-command.ts';
import { swimLanes } from '../../model/swim-lanes.ts';
import { swimFigure } from '../swim/figure.ts';
import { markup, type Markup, type Part } from '../markup.ts';
import type { PageContext } from './context.ts';

const row = (label: string, content: Part): Markup =>
  content === undefined || content === '' ? markup`` : markup`<dt>${label}</dt><dd>${content}</dd>`;

/** The way of its reading as swim lanes, where it is one of those that get a drawing. */
function timeline(unmet: Unmet, { drawn, bySeq, faults, run }: PageContext): Markup {
  const lanes = drawn.has(unmet.finding) ? swimLanes(unmet, bySeq, faults, run) : undefined;
  return lanes === undefined
    ? markup``
    : swimFigure(lanes, `${unmet.requirement.requirement} in ${unmet.finding.lane}`);
}

/** One finding that was not met, in the same fixed order as in the terminal. */
export function failure(unmet: Unmet, context: PageContext): Markup {
  const { requirement, finding } = unmet;
  const broken = finding.outcome === 'broken';
  const text = context.texts.get(requirement.requirement);
  const orders = ordered(unmet, context.bySeq);
  const sent = miniTimeline(finding.lines, context.bySeq);
  const causes = text?.causes ?? [];
  const bytes = wireFiles(finding.lines, context.bySeq);
  const [css, tone, words] = broken ? ['fail', 'bad', '✗ broken'] : ['fail und', 'open', '? not decided'];
  const rows = [
    row('Demands', requirement.statement),
    row('Clause', text?.clause),
    row('Source', text?.source),
    row('Subject', subjectOf(unmet)),
    row('Ordered', orders.length === 0 ? undefined : markup`<ol>${orders.map((l) => markup`<li>${l}</li>`)}</ol>`),
    row('Sent', sent.length === 0 ? undefined : markup`<ol>${sent.map((l) => markup`<li>${l}</li>`)}</ol>`),
    row('Expected', finding.expected),
    row('Observed', finding.observed),
    row('Delay', describeTiming(finding.timing)),
    row('Why', whyUnmet(unmet)),
    row('Bytes', bytes.length === 0 ? undefined : markup`<ol>${bytes.map((b) => markup`<li>${b}</li>`)}</ol>`),
    row('Likely', causes.length === 0 ? undefined : markup`<ol>${causes.map((c) => markup`<li>${c}</li>`)}</ol>`),
    row('How to fix', text?.fix ?? markup`<code>${context.command} explain ${requirement.requirement}</code>`),
    row('Repeat', markup`<code>${repeatCommand(finding.lane, context.run, context.command)}</code>`),
  ];
  return markup`<article class="${css}"><h4><span class="v ${tone}">${words}</span> ${requirement.requirement} (${requirement.level})</h4>
<dl>${rows}</dl>${timeline(unmet, context)}</article>\n`;
}
