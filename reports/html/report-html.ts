import type { HistoryLine } from '../../conformance/history/lines.ts';
import type { LaneVerdict, RunVerdicts } from '../../conformance/verdict/types.ts';
import { unmetOf } from '../model/findings.ts';
import { lanesOf } from '../model/lane-series.ts';
import { COMMAND } from '../model/repeat-command.ts';
import type { RequirementTexts } from '../model/requirement-text.ts';
import { endLineOf, linesBySeq, runLineOf } from '../model/run-facts.ts';
import { withoutVoidPasses } from '../model/void-run.ts';
import { WORST_FIRST } from '../model/wording.ts';
import { anchor, join, markup, Markup } from './markup.ts';
import type { PageContext } from './parts/context.ts';
import { facts } from './parts/facts.ts';
import { headline } from './parts/headline.ts';
import { notJudgedPart } from './parts/not-judged.ts';
import { strayFindings } from './parts/stray-findings.ts';
import { laneSection, type Detail } from './parts/lane.ts';
import { matrix } from './parts/matrix.ts';
import { verdictMark } from './parts/verdict.ts';
import { STYLE } from './style.ts';

export interface ReportInput {
  readonly verdicts: RunVerdicts;
  /** The history of the run, in its order. */
  readonly lines: Iterable<HistoryLine>;
  readonly requirementTexts?: RequirementTexts;
  /** How the command is called; default from a clone. */
  readonly command?: string;
}

/** The page stays below 2 MB: lanes get what is left of this, in bytes, the worst lane first. */
const ROOM = 1_700_000;
const sizeOf = (m: Markup): number => Buffer.byteLength(m.source, 'utf8');

/**
 * Lanes as far as there is room: all in full; else all without the titles of their marks; else
 * those for which there is no room any more without drawings, and in the end by name alone.
 */
function laneSections(lanes: readonly LaneVerdict[], context: PageContext, room: number): readonly Markup[] {
  const at = (detail: Detail): readonly Markup[] => lanes.map((lane) => laneSection(lane, context, detail));
  const full = at('full');
  if (sizeOf(join(full)) <= room) return full;
  let left = room;
  return at('compact').map((section, i) => {
    const lane = lanes[i];
    const bare = lane === undefined ? section : laneSection(lane, context, 'bare');
    const fitting = [section, bare].find((s) => sizeOf(s) <= left) ?? markup``;
    left -= sizeOf(fitting);
    return fitting;
  });
}

/** Nothing is loaded and nothing runs, whatever a stranger's text may hold. */
const CSP = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

const SHOWN_IN_CONTENTS = 400;

function contents(lanes: readonly LaneVerdict[]): Markup {
  const more = lanes.length - SHOWN_IN_CONTENTS;
  const entries = lanes
    .slice(0, SHOWN_IN_CONTENTS)
    .map((l) => markup`<li>${verdictMark(l.verdict)} <a href="#${anchor('lane', l.lane)}">${l.lane}</a></li>`);
  const left = more > 0 ? markup`<p class="muted">${more} more lanes are left out.</p>` : undefined;
  return markup`<nav aria-labelledby="lanes"><h2 id="lanes">Lanes</h2>
<div class="card"><ol>${entries}</ol>${left}</div></nav>
`;
}

/**
 * The report of a run as one self-contained HTML file of at most 2 MB: no script, nothing loaded,
 * opens from disk. Every text of the history is taken for hostile. Same input, same bytes.
 */
export function reportHtml(input: ReportInput): string {
  const lines = [...input.lines];
  const verdicts = withoutVoidPasses(input.verdicts);
  const context: PageContext = {
    verdicts,
    run: runLineOf(lines),
    end: endLineOf(lines),
    faults: lines.filter((l) => l.kind === 'fault'),
    lanes: lanesOf(lines),
    unmet: unmetOf(verdicts),
    bySeq: linesBySeq(lines),
    texts: input.requirementTexts ?? new Map(),
    command: input.command ?? COMMAND,
  };
  const lanes = [...verdicts.lanes].sort((a, b) => WORST_FIRST.indexOf(a.verdict) - WORST_FIRST.indexOf(b.verdict));
  const head = markup`${headline(context)}${notJudgedPart(context)}${facts(context)}${matrix(context)}${contents(lanes)}`;
  const sections = laneSections(lanes, context, ROOM - sizeOf(head));
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
<main id="main">${head}${sections}${strayFindings(context)}</main>
<footer>vitalproof is a test harness, not a medical device; it gives no clinical advice.
Every figure here comes from history.ndjson and verdicts.json beside this file.</footer>
</body></html>
`.source;
}
