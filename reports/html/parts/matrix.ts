import type { RequirementVerdict } from '../../../conformance/verdict/types.ts';
import { showReason } from '../../model/show-reason.ts';
import { worstFirst } from '../../model/tally.ts';
import { markup, type Markup } from '../markup.ts';
import type { PageContext } from './context.ts';
import { table, type Column } from './table.ts';
import { verdictMark } from './verdict.ts';

/** The binding a lane ran over: what stands behind its last slash. */
export const bindingOf = (lane: string): string =>
  lane.includes('/') ? lane.slice(lane.lastIndexOf('/') + 1) : 'other';

/** Bindings as their users call them. */
const NAMES: Readonly<Record<string, string>> = { fhir: 'FHIR R4', hl7v2: 'HL7 v2' };

/**
 * What the findings kept say of one requirement over one binding. Of the findings that were met
 * only the first ones are kept, so a cell without any says nothing, and is not green.
 */
function cell(r: RequirementVerdict, binding: string): Markup {
  const mine = r.findings.filter((f) => bindingOf(f.lane) === binding);
  const of = (outcome: string): number => mine.filter((f) => f.outcome === outcome).length;
  if (of('broken') > 0) return markup`<span class="v bad">✗ ${of('broken')} broken</span>`;
  if (of('undecided') > 0) return markup`<span class="v open">? ${of('undecided')} not decided</span>`;
  if (of('met') > 0) return markup`<span class="${r.verdict === 'PASS' ? 'good' : 'muted'}">met</span>`;
  return markup`<span class="muted" title="no finding kept">·</span>`;
}

/** Requirements by bindings, the worst first; those that did not run are last, and folded away. */
export function matrix({ verdicts }: PageContext): Markup {
  const bindings = [...new Set(verdicts.lanes.map((l) => bindingOf(l.lane)))].sort();
  const columns: readonly Column<RequirementVerdict>[] = [
    { head: 'Requirement', cell: (r) => r.requirement },
    { head: 'Level', cell: (r) => r.level },
    { head: 'Verdict', cell: (r) => verdictMark(r.verdict) },
    ...bindings.map((b): Column<RequirementVerdict> => ({ head: NAMES[b] ?? b, cell: (r) => cell(r, b) })),
    { head: 'Had to', css: 'num', cell: (r) => r.counts.must },
    { head: 'Must not', css: 'num', cell: (r) => r.counts.mustNot },
    {
      head: 'Demands',
      css: 'wide',
      cell: (r) =>
        r.verdict === 'PASS' ? r.statement : markup`${r.statement} <span class="muted">${showReason(r.reason)}</span>`,
    },
  ];
  const ordered = worstFirst(verdicts.requirements);
  const idle = ordered.filter((r) => r.verdict === 'NOT_RUN');
  const caption =
    'Each requirement over all lanes; “had to” and “must not” count how often it was demanded and forbidden; a dot means that no example was kept for that binding';
  return markup`<section aria-labelledby="matrix"><h2 id="matrix">Requirements</h2>
<div class="card">${table(
    caption,
    columns,
    ordered.filter((r) => r.verdict !== 'NOT_RUN'),
    400,
  )}${
    idle.length === 0
      ? undefined
      : markup`<details><summary>Requirements that did not run (${idle.length})</summary>${table('Requirements that did not run: nothing is said about them', columns, idle, 400)}</details>`
  }</div></section>\n`;
}
