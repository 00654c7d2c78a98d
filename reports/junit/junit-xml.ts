import type { HistoryLine } from '../../conformance/history/lines.ts';
import type { RequirementVerdict, RunVerdicts } from '../../conformance/verdict/types.ts';
import { failureBlock, type BlockContext } from '../terminal/failure-block.ts';
import { paintOf } from '../terminal/paint.ts';
import { unmetOf, type Unmet } from '../model/findings.ts';
import { COMMAND } from '../model/repeat-command.ts';
import type { RequirementTexts } from '../model/requirement-text.ts';
import { laneSeconds, linesBySeq, runLineOf } from '../model/run-facts.ts';
import { showReason } from '../model/show-reason.ts';
import { byCodeUnits } from '../model/tally.ts';
import { withoutVoidPasses } from '../model/void-run.ts';
import { HEADLINE } from '../model/wording.ts';
import { visible } from '../text/visible.ts';
import { OUTCOME } from './outcome.ts';
import { suiteXml, totals, type Case, type Suite } from './suite.ts';

export interface JunitOptions {
  /** The history, for durations, for what was sent and for the commands to repeat. */
  readonly lines?: readonly HistoryLine[];
  readonly texts?: RequirementTexts;
  readonly command?: string;
  /** What else was tested in this run. */
  readonly suites?: readonly Suite[];
}

/** Findings in the body of one case. */
const SHOWN = 10;

function details(all: readonly Unmet[], context: BlockContext, pick: (unmet: Unmet) => boolean): string {
  const mine = all.filter(pick);
  const more = mine.length - SHOWN;
  return [
    ...mine.slice(0, SHOWN).map((u) => failureBlock(u, context)),
    ...(more > 0 ? [`… and ${more} more findings: see verdicts.json`] : []),
  ].join('\n\n');
}

const groupOf = (id: string): string => id.replace(/-.*$/, '');

function requirementSuites(run: RunVerdicts, unmet: readonly Unmet[], context: BlockContext): readonly Suite[] {
  const groups = new Map<string, RequirementVerdict[]>();
  for (const r of run.requirements)
    groups.set(groupOf(r.requirement), [...(groups.get(groupOf(r.requirement)) ?? []), r]);
  return [...groups]
    .sort((a, b) => byCodeUnits(a[0], b[0]))
    .map(([group, members]) => ({
      name: `requirements.${group}`,
      properties: [],
      cases: members.map((r): Case => ({
        classname: `requirements.${group}`,
        name: `${r.requirement} (${r.level}) ${r.statement}`,
        seconds: 0,
        verdict: r.verdict,
        message: showReason(r.reason),
        detail: details(unmet, context, (u) => u.requirement === r),
      })),
    }));
}

const laneSuite = (
  run: RunVerdicts,
  unmet: readonly Unmet[],
  context: BlockContext,
  durations: ReadonlyMap<string, number>,
): Suite => ({
  name: 'lanes',
  properties: [],
  cases: run.lanes.map((l): Case => ({
    classname: 'lanes',
    name: l.lane,
    seconds: durations.get(l.lane) ?? 0,
    verdict: l.verdict,
    message: `${l.counts.must} demands, ${l.counts.broken} broken, ${l.counts.undecided} not decided`,
    detail: details(unmet, context, (u) => u.finding.lane === l.lane),
  })),
});

/** Conditions without which a green run would prove nothing, each a case. */
const gateSuite = (run: RunVerdicts): Suite => ({
  name: 'gates',
  properties: [],
  cases: run.gates.map((g): Case => ({
    classname: 'gates',
    name: g.gate,
    seconds: 0,
    verdict: g.verdict,
    message: g.reason,
    detail: '',
  })),
});

/** The run as a case of its own, so that what voids a run as a whole is never green. */
const runSuite = (run: RunVerdicts, seed: number | undefined): Suite => ({
  name: 'run',
  properties: [
    ['sut', `${run.sut.name} ${run.sut.version}`],
    ['run', run.run],
    ['catalogue', run.catalogue],
    ...(seed === undefined ? [] : [['seed', String(seed)] as const]),
    ['virtual-time', String(run.virtualTime)],
    ['exit-code', String(run.exitCode)],
  ],
  cases: [
    {
      classname: 'run',
      name: 'verdict over all',
      seconds: 0,
      verdict: run.verdict,
      ...(run.exitCode !== 0 && OUTCOME[run.verdict] !== 'failure' ? { outcome: 'error' as const } : {}),
      message: HEADLINE[run.verdict],
      detail: run.notes.map((n) => visible(n, 1000)).join('\n'),
    },
  ],
});

/**
 * The verdicts as JUnit XML (schema: junit.xsd beside this file): the run, its gates, its lanes with their
 * durations, then every requirement by group. Only legal XML 1.0 characters. Same input, same bytes.
 */
export function junitXml(verdicts: RunVerdicts, options: JunitOptions = {}): string {
  const run = withoutVoidPasses(verdicts);
  const unmet = unmetOf(run);
  const lines = options.lines ?? [];
  const runLine = runLineOf(lines);
  const context: BlockContext = {
    bySeq: linesBySeq(lines),
    run: runLine,
    texts: options.texts ?? new Map(),
    command: options.command ?? COMMAND,
    width: 160,
    paint: paintOf(false),
  };
  const suites = [
    runSuite(run, runLine?.seed),
    gateSuite(run),
    laneSuite(run, unmet, context, laneSeconds(lines)),
    ...requirementSuites(run, unmet, context),
    ...(options.suites ?? []).filter(({ cases }) => cases.length > 0),
  ];
  const timestamp = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.exec(runLine?.started ?? '')?.[0];
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="vitalproof"${totals(suites.flatMap((s) => s.cases))}>`,
    ...suites.map((s) => suiteXml(s, timestamp)),
    '</testsuites>',
    '',
  ].join('\n');
}
