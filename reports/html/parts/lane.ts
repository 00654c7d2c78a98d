import type { LaneVerdict } from '../../../conformance/verdict/types.ts';
import type { LaneData } from '../../model/lane-series.ts';
import type { Series } from '../../model/series.ts';
import { figure } from '../curve/figure.ts';
import { byEvidence } from '../../model/unmet-groups.ts';
import { isTechnical } from '../../model/technical-lanes.ts';
import { anchor, markup, Markup } from '../markup.ts';
import type { PageContext } from './context.ts';
import { evidence } from './evidence.ts';
import { failure } from './failure.ts';
import { itemsTable } from './items.ts';
import { readingsTable } from './readings.ts';
import { verdictMark } from './verdict.ts';

/** How much of a lane is shown: all, with so many curves; or no drawings and tables at all. */
export type Detail = { readonly curves: number } | 'bare';

/** More readings than this, and single ones have no words of their own. */
const WORDS = 300;

/** Failures shown in full for one lane; the others are counted. */
const FAILURES = 8;

function counts(v: LaneVerdict): string {
  const { counts: c } = v;
  return `${c.ops} operations, ${c.readings} readings, ${c.refused} refused, ${c.items} items; ${c.must} demands, ${c.broken} broken, ${c.undecided} not decided`;
}

function failures(lane: string, context: PageContext): Markup {
  const mine = context.unmet.filter((u) => u.finding.lane === lane).sort(byEvidence);
  if (mine.length === 0) return markup``;
  const shown = mine.slice(0, FAILURES);
  const more = mine.length - shown.length;
  const left =
    more === 0 ? undefined : markup`<p class="muted">${more} more are left out here and stand in verdicts.json.</p>`;
  return markup`<h3>What was not met (${mine.length})</h3>${shown.map((u) => failure(u, context))}${left}`;
}

/** Patients about whom something was not met first, then those with items, then the others. */
function bySubject(all: readonly Series[], lane: string, { unmet }: PageContext): readonly Series[] {
  const subjects = new Set(unmet.flatMap(({ finding: f }) => (f.lane === lane ? (f.subject.patient ?? []) : [])));
  const rank = (s: Series): number => (subjects.has(s.patient) ? 0 : s.alerts.length > 0 ? 1 : 2);
  return [...all].sort((a, b) => rank(a) - rank(b));
}

function curves(lane: string, context: PageContext, detail: Detail): Markup {
  const data = context.lanes.get(lane);
  if (data === undefined) return markup`<p class="muted">The history holds nothing of this lane.</p>`;
  if (detail === 'bare')
    return markup`<p class="muted">Curves and tables of this lane are left out to keep this page small; they stand in history.ndjson.</p>`;
  const shown = bySubject(data.series, lane, context).slice(0, detail.curves);
  const more = data.series.length - shown.length;
  const left =
    more === 0
      ? undefined
      : markup`<p class="muted">${more === 1 ? 'A curve' : `${more} curves`} of this lane ${more === 1 ? 'is' : 'are'} left out to keep this page small; what is not drawn stands in history.ndjson.</p>`;
  return markup`${shown.map((s) => figure(s, s.points.length > WORDS))}${left}`;
}

const tables = (data: LaneData | undefined, context: PageContext, detail: Detail): Markup =>
  data === undefined || detail === 'bare'
    ? markup``
    : markup`<h3>In Basket items</h3>${itemsTable(data, context.run)}${readingsTable(data)}`;

/**
 * One lane: its verdict, its curves, what was not met, its items. Technical lanes are folded away
 * unless something is wrong with them.
 */
export function laneSection(verdict: LaneVerdict, context: PageContext, detail: Detail): Markup {
  const id = anchor('lane', verdict.lane);
  const data = context.lanes.get(verdict.lane);
  const head = markup`<h2 id="${id}">${verdict.lane} ${verdictMark(verdict.verdict)}</h2>`;
  const card = markup`<div class="card"><p class="muted">${counts(verdict)}</p>${evidence(verdict.lane, context)}
${curves(verdict.lane, context, detail)}${failures(verdict.lane, context)}${tables(data, context, detail)}</div>`;
  if (!isTechnical(verdict.lane))
    return markup`<section class="lane" aria-labelledby="${id}">${head}\n${card}</section>\n`;
  const open = verdict.verdict === 'PASS' ? undefined : new Markup(' open');
  return markup`<section class="technical" aria-labelledby="${id}"><details${open}><summary>${head} <span class="muted">technical lane</span></summary>${card}</details></section>\n`;
}
