import type { HistoryLine } from '../../conformance/history/lines.ts';
import type { LaneVerdict, RequirementVerdict, RunVerdicts, Verdict } from '../../conformance/verdict/types.ts';
import { COMMAND } from '../model/repeat-command.ts';
import type { RequirementTexts } from '../model/requirement-text.ts';
import { endLineOf, linesBySeq, runLineOf } from '../model/run-facts.ts';
import { foldNotRun } from '../model/open-groups.ts';
import { showReason } from '../model/show-reason.ts';
import { tally, worstFirst } from '../model/tally.ts';
import { isTechnical, technicalLast } from '../model/technical-lanes.ts';
import { elsewhere, unmetGroups } from '../model/unmet-groups.ts';
import { withoutVoidPasses } from '../model/void-run.ts';
import { HEADLINE, NOT_JUDGED, WORDING } from '../model/wording.ts';
import { skippedLanes } from '../text/skipped-lanes.ts';
import { visible } from '../text/visible.ts';
import { gateRows } from './gate-rows.ts';
import { failureBlock } from './failure-block.ts';
import { paintOf, type Paint } from './paint.ts';
import { fit, wrapText } from './width.ts';

export interface VerdictTableOptions {
  /** Columns of the terminal. Default 100; used between 60 and 160. */
  readonly width?: number;
  readonly colour?: boolean;
  /** The history, for what was sent and for the commands to repeat. */
  readonly lines?: readonly HistoryLine[];
  readonly texts?: RequirementTexts;
  /** How the command is called; default from a clone. */
  readonly command?: string;
  /** At most so many failure blocks, one for each requirement; the rest is counted. Default 20. */
  readonly maxBlocks?: number;
  /** Where the report lies, for the last line. */
  readonly reportPath?: string;
}

const LABEL_COLUMNS = 17;

const cell = (verdict: Verdict, paint: Paint): string =>
  paint.tone(WORDING[verdict].tone, fit(`${WORDING[verdict].glyph} ${verdict}`, LABEL_COLUMNS));

const NUMBER_COLUMNS = 9;

/** The counts of a lane, those that a narrow terminal has no room for left out. */
const laneCounts = (wide: boolean): readonly (readonly [string, (lane: LaneVerdict) => number])[] => [
  ['readings', (l) => l.counts.readings],
  ...(wide
    ? ([
        ['refused', (l: LaneVerdict) => l.counts.refused],
        ['items', (l: LaneVerdict) => l.counts.items],
      ] as const)
    : []),
  ['broken', (l) => l.counts.broken],
  ['open', (l) => l.counts.undecided],
];

/** So many lanes that do not apply are counted, not listed. */
const MANY_LANES = 4;

function laneRows(run: RunVerdicts, width: number, paint: Paint): readonly string[] {
  const counts = laneCounts(width >= 80);
  const name = width - LABEL_COLUMNS - counts.length * NUMBER_COLUMNS;
  const quiet = run.lanes.filter((l) => isTechnical(l.lane) && l.verdict === 'PASS');
  const apart = run.lanes.filter((l) => l.verdict === 'NOT_APPLICABLE');
  const folded = apart.length >= MANY_LANES ? apart : [];
  const numbers = (values: readonly string[]): string => values.map((v) => fit(v, NUMBER_COLUMNS, 'right')).join('');
  return [
    paint.bold('Lanes'),
    paint.dim(' '.repeat(LABEL_COLUMNS + name) + numbers(counts.map(([head]) => head))),
    ...technicalLast(run.lanes.filter((l) => !quiet.includes(l) && !folded.includes(l))).map((lane) => {
      const values = counts.map(([, count]) => String(count(lane)));
      return `${cell(lane.verdict, paint)}${fit(visible(lane.lane), name)}${numbers(values)}`;
    }),
    ...(quiet.length === 0
      ? []
      : [`${cell('PASS', paint)}${paint.dim(`${quiet.map((l) => l.lane).join(', ')} (technical lanes)`)}`]),
    ...(folded.length === 0
      ? []
      : [`${cell('NOT_APPLICABLE', paint)}${paint.dim(`${folded.length} lanes: nothing that the system claims`)}`]),
  ];
}

function requirementRow(r: RequirementVerdict, width: number, paint: Paint): string {
  const counts = `${r.counts.must}+${r.counts.mustNot}`;
  const text = r.verdict === 'PASS' ? r.statement : showReason(r.reason);
  const id = `${fit(visible(r.requirement), 10)} ${fit(r.level, 6)} ${fit(counts, 9, 'right')}  `;
  return `${cell(r.verdict, paint)}${id}${fit(visible(text), Math.max(12, width - LABEL_COLUMNS - 29)).trimEnd()}`;
}

/** Requirements, each in a row; those that did not run for a reason that many share, in one entry with their ids. */
function requirementRows(run: RunVerdicts, width: number, paint: Paint): readonly string[] {
  const { rows, groups } = foldNotRun(worstFirst(run.requirements));
  return [
    paint.bold('Requirements'),
    ...(rows.length === 0 ? [] : [paint.dim(' '.repeat(LABEL_COLUMNS) + fit('must+not', 27, 'right'))]),
    ...rows.map((r) => requirementRow(r, width, paint)),
    ...groups.flatMap(({ verdict, reason, ids }) => [
      `${cell(verdict, paint)}${fit(`${ids.length} ${visible(reason)}`, width - LABEL_COLUMNS).trimEnd()}`,
      ...wrapText(ids.map((id) => visible(id)).join(' '), width - LABEL_COLUMNS).map((l) =>
        paint.dim(' '.repeat(LABEL_COLUMNS) + l),
      ),
    ]),
  ];
}

/** `label: 2 FAIL, 7 PASS`, broken where the terminal ends; painted after measuring. */
function counted(label: string, verdicts: readonly Verdict[], width: number, paint: Paint): readonly string[] {
  const lines: string[] = [];
  let line = `${label}:`;
  let used = line.length;
  for (const [verdict, count] of tally(verdicts)) {
    const text = `${count} ${verdict}`;
    if (used + 1 + text.length > width) {
      lines.push(line);
      [line, used] = [' ', 1];
    }
    line += ` ${paint.tone(WORDING[verdict].tone, text)}`;
    used += 1 + text.length;
  }
  return [...lines, verdicts.length === 0 ? `${line} none` : line];
}

/** Lanes that never ran, as far as the history says so. */
function skippedLines(lines: readonly HistoryLine[], width: number): readonly string[] {
  const reasons = skippedLanes(endLineOf(lines)?.skipped ?? []);
  const more = reasons.length - 10;
  return [
    ...reasons.slice(0, 10).flatMap(({ who, why }) => wrapText(`never ran: ${who}: ${why}`, width)),
    ...(more > 0 ? [`never ran: for ${more} more reasons`] : []),
  ];
}

function summary(run: RunVerdicts, options: VerdictTableOptions, width: number, paint: Paint): readonly string[] {
  const open = run.requirements.filter((r) => NOT_JUDGED.has(r.verdict)).length;
  const { glyph, tone } = WORDING[run.verdict];
  return [
    paint.bold('Summary'),
    ...run.notes.flatMap((note) => wrapText(`note: ${visible(note)}`, width).map((l) => paint.tone('open', l))),
    ...counted(
      'requirements',
      run.requirements.map((r) => r.verdict),
      width,
      paint,
    ),
    ...counted(
      'lanes',
      run.lanes.map((l) => l.verdict),
      width,
      paint,
    ),
    ...(open === 0 ? [] : [paint.tone('open', `not judged: ${open} of ${run.requirements.length} requirements`)]),
    ...skippedLines(options.lines ?? [], width).map((l) => paint.tone('open', l)),
    ...(run.virtualTime ? ['virtual time: the test clock of the system was used'] : []),
    ...(options.reportPath === undefined ? [] : [`report: ${visible(options.reportPath, 4096)}`]),
    paint.tone(tone, `${glyph} ${run.verdict}`),
    ...wrapText(`${HEADLINE[run.verdict]} (exit ${run.exitCode})`, width),
  ];
}

/**
 * What a person reads at the end of a run: lanes, requirements, failure blocks, and the summary
 * last. Only PASS is ever green. Same input, same text; no trailing line break.
 */
export function verdictTable(verdicts: RunVerdicts, options: VerdictTableOptions = {}): string {
  const run = withoutVoidPasses(verdicts);
  const width = Math.min(160, Math.max(60, options.width ?? 100));
  const paint = paintOf(options.colour ?? false);
  const lines = options.lines ?? [];
  const context = {
    bySeq: linesBySeq(lines),
    run: runLineOf(lines),
    texts: options.texts ?? new Map(),
    command: options.command ?? COMMAND,
    width,
    paint,
  };
  const unmet = unmetGroups(run);
  const max = options.maxBlocks ?? 20;
  const blocks = unmet.slice(0, max).map((g) => failureBlock(g.first, context, elsewhere(g)));
  const more = unmet.length - blocks.length;
  return [
    laneRows(run, width, paint).join('\n'),
    ...(run.gates.length === 0 ? [] : [gateRows(run, width, LABEL_COLUMNS, paint, (v) => cell(v, paint)).join('\n')]),
    requirementRows(run, width, paint).join('\n'),
    ...blocks,
    ...(more > 0 ? [`… and ${more} more requirements that were broken or not decided: see the report`] : []),
    summary(run, options, width, paint).join('\n'),
  ].join('\n\n');
}
