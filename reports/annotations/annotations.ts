import type { RequirementVerdict, RunVerdicts } from '../../conformance/verdict/types.ts';
import type { RunLine } from '../../conformance/history/lines.ts';
import type { Suite } from '../junit/suite.ts';
import { coverageOf, coverageText } from '../model/coverage.ts';
import { COMMAND, repeatCommand } from '../model/repeat-command.ts';
import { showReason } from '../model/show-reason.ts';
import { elsewhere, unmetGroups } from '../model/unmet-groups.ts';
import { withoutVoidPasses } from '../model/void-run.ts';
import { HEADLINE } from '../model/wording.ts';
import { visible } from '../text/visible.ts';

export interface AnnotationOptions {
  /** The first line of the history, for the command to repeat. */
  readonly run?: RunLine | undefined;
  /** What else was tested in this run. */
  readonly suites?: readonly Suite[];
  /** How the command is called; default from a clone. */
  readonly command?: string;
}

type Level = 'error' | 'warning' | 'notice';

/** Source: GitHub, Workflow commands; its runner takes a line apart by exactly these characters. */
const escapeData = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const escapeProperty = (text: string): string => escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

const MOST_TEXT = 2000;

/** One workflow command: a line, whatever its texts hold. Line breaks of our own between `lines` stay line breaks. */
export const annotation = (level: Level, title: string, lines: readonly string[]): string =>
  `::${level} title=${escapeProperty(visible(title, 200))}::${escapeData(lines.map((l) => visible(l, MOST_TEXT)).join('\n'))}`;

const runLevel = (run: RunVerdicts, isWhole: boolean): Level => {
  if (run.exitCode !== 0 || run.isVoid) return 'error';
  return run.verdict === 'PASS' && isWhole ? 'notice' : 'warning';
};

/** Without findings of their own: what could not be tested, what the harness failed at. */
const OPEN: ReadonlySet<string> = new Set(['HARNESS_ERROR', 'UNTESTABLE', 'UNSTABLE', 'INCONCLUSIVE']);

/** What else was tested, as far as it did not pass: thresholds of a load. */
const otherLines = (suites: readonly Suite[]): readonly string[] =>
  suites.flatMap(({ name, cases }) =>
    cases
      .filter((c) => c.verdict !== 'PASS')
      .map((c) => annotation(c.verdict === 'FAIL' ? 'error' : 'warning', `${name} ${c.verdict}`, [c.name, c.message])),
  );

const openLines = (requirements: readonly RequirementVerdict[]): readonly string[] =>
  requirements.map((r) =>
    annotation('warning', `${r.requirement} ${r.verdict}`, [`${r.level}: ${r.statement}`, showReason(r.reason)]),
  );

/**
 * A run as annotations of a GitHub workflow, a line each: the run first, because only so many are shown; then each
 * requirement that was broken or not decided, once, the best evidence first. An error is what broke a MUST.
 */
export const annotations = (
  verdicts: RunVerdicts,
  { run: line, suites = [], command = COMMAND }: AnnotationOptions = {},
): string => {
  const run = withoutVoidPasses(verdicts);
  const others = otherLines(suites);
  const coverage = coverageOf(run);
  const groups = unmetGroups(run);
  const shown = new Set(groups.map((g) => g.requirement));
  const level = others.length > 0 ? 'error' : runLevel(run, coverage.isWhole);
  const head = annotation(level, `vitalproof ${run.isVoid ? 'VOID' : run.verdict}`, [
    `${run.sut.name} ${run.sut.version}: ${HEADLINE[run.verdict]}`,
    `${coverageText(coverage)}.`,
    ...(others.length === 0 ? [] : [`Beside the requirements ${others.length} did not pass.`]),
    ...run.notes,
  ]);
  const unmet = groups.map((group) => {
    const { requirement, first } = group;
    const isError = requirement.verdict === 'FAIL' && !run.isVoid && first.finding.outcome === 'broken';
    const also = elsewhere(group);
    return annotation(isError ? 'error' : 'warning', `${requirement.requirement} ${requirement.verdict}`, [
      ...(run.isVoid ? ['unconfirmed: the run is void'] : []),
      `${requirement.level}: ${requirement.statement}`,
      `expected: ${first.finding.expected}`,
      `observed: ${first.finding.observed}`,
      ...(also === '' ? [] : [`also: ${also}`]),
      `repeat: ${repeatCommand(first.finding.lane, line, command)}`,
    ]);
  });
  const open = run.requirements.filter((r) => OPEN.has(r.verdict) && !shown.has(r));
  return [head, ...others, ...unmet, ...openLines(open), ''].join('\n');
};
