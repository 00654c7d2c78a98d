import { foldLanes, foldNotRun, type OpenGroup } from '../../model/open-groups.ts';
import { showReason } from '../../model/show-reason.ts';
import { notJudged } from '../../model/tally.ts';
import { markup, type Markup } from '../markup.ts';
import type { PageContext } from './context.ts';
import { table } from './table.ts';
import { verdictMark } from './verdict.ts';

/** What many share one reason for, as one paragraph with their names. */
const together = (what: string, groups: readonly OpenGroup[]): readonly Markup[] =>
  groups.map(
    ({ verdict, reason, ids }) =>
      markup`<p class="ids">${verdictMark(verdict)} <b>${ids.length} ${what}: ${reason}.</b> ${ids.map((id) => markup`<span class="muted">${id}</span> `)}</p>\n`,
  );

/** Lanes that never ran, with the reason. */
function skippedLanes({ end }: PageContext): Markup {
  if (end === undefined)
    return markup`<p><b class="open">The history has no end line: it was cut off, or none was given. It proves no absence.</b></p>`;
  if (end.skipped.length === 0) return markup``;
  const { rows, groups } = foldLanes(end.skipped);
  const folded = together('lanes never ran', groups);
  if (rows.length === 0) return markup`${folded}`;
  const single = table(
    'Lanes that never ran',
    [
      { head: 'Lane', cell: (s) => s.lane },
      { head: 'Verdict', cell: (s) => verdictMark(s.verdict) },
      { head: 'Requirements', css: 'wide', cell: (s) => s.requirement.join(', ') },
      { head: 'Why', css: 'wide', cell: (s) => s.reason },
    ],
    rows,
    100,
  );
  return markup`${folded}${single}`;
}

/**
 * What this run says nothing about, so that silence is never taken for success. What many share one
 * reason for (not built yet, not selected) is one paragraph with their ids.
 */
export function notJudgedPart(context: PageContext): Markup {
  const { rows, groups } = foldNotRun(notJudged(context.verdicts));
  const none =
    rows.length + groups.length === 0
      ? markup`<p>Every requirement that these verdicts list was judged.</p>`
      : undefined;
  const single =
    rows.length === 0
      ? undefined
      : table(
          'Requirements on which this run decided nothing',
          [
            { head: 'Requirement', cell: (r) => r.requirement },
            { head: 'Level', cell: (r) => r.level },
            { head: 'Verdict', cell: (r) => verdictMark(r.verdict) },
            { head: 'Why', css: 'wide', cell: (r) => showReason(r.reason) },
          ],
          rows,
          200,
        );
  const folded = together('requirements', groups);
  return markup`<section aria-labelledby="not-judged"><h2 id="not-judged">What was not judged</h2><div class="card">${none}${single}${folded}${skippedLanes(context)}</div></section>\n`;
}
