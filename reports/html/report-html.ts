import type { HistoryLine } from '../../conformance/history/lines.ts';
import type { LaneVerdict, RunVerdicts } from '../../conformance/verdict/types.ts';
import { unmetOf } from '../model/findings.ts';
import { lanesOf } from '../model/lane-series.ts';
import { COMMAND } from '../model/repeat-command.ts';
import type { RequirementTexts } from '../model/requirement-text.ts';
import { endLineOf, linesBySeq, runLineOf } from '../model/run-facts.ts';
import { withoutVoidPasses } from '../model/void-run.ts';
import { worstLanesFirst } from '../model/technical-lanes.ts';
import { join, markup, Markup } from './markup.ts';
import { contents, laneList } from './parts/contents.ts';
import type { PageContext } from './parts/context.ts';
import { facts } from './parts/facts.ts';
import { gatesPart } from './parts/gates.ts';
import { headline } from './parts/headline.ts';
import { notJudgedPart } from './parts/not-judged.ts';
import { notMet } from './parts/not-met.ts';
import { strayFindings } from './parts/stray-findings.ts';
import { laneSection, type Detail } from './parts/lane.ts';
import { matrix } from './parts/matrix.ts';
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
  const lanes = worstLanesFirst(verdicts.lanes);
  const met = notMet(context);
  const stray = strayFindings(context);
  const head = markup`${headline(context)}${contents(met.source !== '', verdicts.gates.length > 0)}${met}${notJudgedPart(context)}${gatesPart(context)}${laneList(lanes)}`;
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
