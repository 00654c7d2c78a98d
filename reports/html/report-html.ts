import type { HistoryLine } from '../../conformance/history/lines.ts';
import type { LaneVerdict, RunVerdicts } from '../../conformance/verdict/types.ts';
import { unmetOf } from '../model/findings.ts';
import { lanesOf } from '../model/lane-series.ts';
import { COMMAND } from '../model/repeat-command.ts';
import type { RequirementTexts } from '../model/requirement-text.ts';
import { endLineOf, linesBySeq, runLineOf } from '../model/run-facts.ts';
import { withoutVoidPasses } from '../model/void-run.ts';
import type { Delay } from '../model/delays.ts';
import { shownOf, type Whole } from '../model/lines-shown.ts';
import { unmetGroups } from '../model/unmet-groups.ts';
import { worstLanesFirst } from '../model/technical-lanes.ts';
import { markup, Markup } from './markup.ts';
import { contents, laneList } from './parts/contents.ts';
import type { PageContext } from './parts/context.ts';
import { burdenPart } from './parts/burden.ts';
import { delaysPart } from './parts/delays.ts';
import { facts } from './parts/facts.ts';
import { gatesPart } from './parts/gates.ts';
import { headline } from './parts/headline.ts';
import { notJudgedPart } from './parts/not-judged.ts';
import { notMet } from './parts/not-met.ts';
import { legend } from './curve/legend.ts';
import { strayFindings } from './parts/stray-findings.ts';
import { laneSection } from './parts/lane.ts';
import { matrix } from './parts/matrix.ts';
import { STYLE } from './style.ts';

export interface ReportInput {
  readonly verdicts: RunVerdicts;
  /** The history of the run, in its order: all of it, or what is to be shown of it, with `whole`. */
  readonly lines: Iterable<HistoryLine>;
  /** Figures over the whole history; unsaid: `lines` are all of it. */
  readonly whole?: Whole;
  /** How long each item took that had to come; unsaid: nothing is shown of it. */
  readonly delays?: readonly Delay[];
  readonly requirementTexts?: RequirementTexts;
  /** How the command is called; default from a clone. */
  readonly command?: string;
}

/** The page stays below 2 MB: lanes get what is left of this, in bytes, the worst lane first. */
const ROOM = 1_700_000;
const sizeOf = (m: Markup): number => Buffer.byteLength(m.source, 'utf8');

/** Curves on one page, and of one lane: more would hide those that matter, and take long to draw. */
const CURVES = { page: 48, lane: 12 } as const;

/** Lanes as far as there is room, the worst first; those for which there is none any more without drawings, and in the end by name alone. */
function laneSections(lanes: readonly LaneVerdict[], context: PageContext, room: number): readonly Markup[] {
  let left = room;
  let curves: number = CURVES.page;
  return lanes.map((lane) => {
    const count = Math.min(curves, CURVES.lane, context.lanes.get(lane.lane)?.series.length ?? 0);
    const section = laneSection(lane, context, { curves: count });
    const isFitting = sizeOf(section) <= left;
    if (isFitting) curves -= count;
    const bare = isFitting ? section : laneSection(lane, context, 'bare');
    const fitting = sizeOf(bare) <= left ? bare : markup``;
    left -= sizeOf(fitting);
    return fitting;
  });
}

/** Timelines of failures: one for each requirement, where it is seen best. */
const TIMELINES = 60;

/** Nothing is loaded and nothing runs, whatever a stranger's text may hold. */
const CSP = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/**
 * The report of a run as one self-contained HTML file of at most 2 MB: no script, nothing loaded,
 * opens from disk. Every text of the history is taken for hostile. Same input, same bytes.
 */
export function reportHtml(input: ReportInput): string {
  const verdicts = withoutVoidPasses(input.verdicts);
  const { lines, whole } =
    input.whole === undefined ? shownOf(verdicts, input.lines) : { lines: [...input.lines], whole: input.whole };
  const context: PageContext = {
    verdicts,
    run: runLineOf(lines),
    end: endLineOf(lines),
    faults: lines.filter((l) => l.kind === 'fault'),
    lanes: lanesOf(lines),
    unmet: unmetOf(verdicts),
    drawn: new Set(
      unmetGroups(verdicts)
        .slice(0, TIMELINES)
        .map((g) => g.first.finding),
    ),
    bySeq: linesBySeq(lines),
    texts: input.requirementTexts ?? new Map(),
    command: input.command ?? COMMAND,
  };
  const lanes = worstLanesFirst(verdicts.lanes);
  const met = notMet(context);
  const stray = strayFindings(context);
  const delays = delaysPart(input.delays ?? [], context.run, context.faults.length);
  const burden = burdenPart(whole.burden);
  const there = { met: met.source !== '', gates: verdicts.gates.length > 0, delays: delays.source !== '' };
  const way = contents({ ...there, burden: burden.source !== '' });
  const head = markup`${headline(context)}${way}${met}${notJudgedPart(context)}${gatesPart(context)}${delays}${burden}${laneList(lanes, whole)}${legend([...context.lanes.values()].flatMap((l) => l.series))}`;
  const tail = markup`${stray}${matrix(context)}${facts(context)}`;
  const sections = laneSections(lanes, context, ROOM - sizeOf(head) - sizeOf(tail));
  const title = `${verdicts.verdict}: ${verdicts.sut.name} ${verdicts.sut.version}`;
  return markup`<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${new Markup(CSP)}">
<meta name="referrer" content="no-referrer"><meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${new Markup(STYLE)}</style></head>
<body><a class="skip" href="#main">Skip to the verdict</a>
<header class="top"><h1>Conformance report: ${verdicts.sut.name} ${verdicts.sut.version}</h1>
<p class="muted">Prescribed home monitoring, from the order to the In Basket. A test harness, not a medical device;
it gives no clinical advice. Its patients are simulated or come from recorded data sets.</p></header>
<main id="main">${head}${sections}${tail}</main>
<footer>vitalproof is a test harness, not a medical device; it gives no clinical advice.
Every figure here comes from history.ndjson and verdicts.json beside this file.</footer>
</body></html>
`.source;
}
