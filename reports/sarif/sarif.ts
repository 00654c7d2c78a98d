import type { HistoryLine, RunLine } from '../../conformance/history/lines.ts';
import type { RequirementVerdict, RunVerdicts } from '../../conformance/verdict/types.ts';
import { coverageOf } from '../model/coverage.ts';
import { describeLine } from '../model/describe-line.ts';
import { describeTiming, unmetOf, type Unmet } from '../model/findings.ts';
import { COMMAND, repeatCommand } from '../model/repeat-command.ts';
import type { RequirementTexts } from '../model/requirement-text.ts';
import { linesBySeq, runLineOf } from '../model/run-facts.ts';
import { byCodeUnits, notJudged, tally } from '../model/tally.ts';
import { withoutVoidPasses } from '../model/void-run.ts';
import { HEADLINE } from '../model/wording.ts';
import { visible } from '../text/visible.ts';
import { relativeUri } from './uri.ts';

export interface SarifOptions {
  readonly lines?: readonly HistoryLine[];
  readonly texts?: RequirementTexts;
  /** Where the history lies, from the root of the sources, with `/` between its parts. */
  readonly history?: string;
  /** How the command is called; default from a clone. */
  readonly command?: string;
}

interface Context {
  readonly rules: ReadonlyMap<string, number>;
  readonly bySeq: ReadonlyMap<number, HistoryLine>;
  readonly run: RunLine | undefined;
  readonly uri: string;
  readonly command: string;
}

/** The base that build servers take for the root of the sources. */
const ROOT = '%SRCROOT%';
const MOST_RELATED = 5;
const LEVEL = { MUST: 'error', SHOULD: 'warning', MAY: 'note' } as const;

/**
 * Plain text of a SARIF message (3.11.5, 3.11.6 of 2.1.0): braces are placeholders unless doubled, and `[a](b)` would be a
 * link.
 */
export const sarifText = (text: string, max = 2000): string =>
  visible(text, max).replaceAll('](', '] (').replaceAll('{', '{{').replaceAll('}', '}}');

const message = (text: string) => ({ text: sarifText(text) });

const ruleOf = (r: RequirementVerdict, texts: RequirementTexts) => {
  const { clause, fix } = texts.get(r.requirement) ?? {};
  return {
    id: visible(r.requirement),
    shortDescription: message(r.statement),
    ...(clause === undefined ? {} : { fullDescription: message(clause) }),
    ...(fix === undefined ? {} : { help: message(fix) }),
    defaultConfiguration: { level: LEVEL[r.level] },
    properties: { tags: [r.level] },
  };
};

/** Line `seq` of a history stands behind its first line, which has no number. */
const placeOf = (seq: number, { uri }: Context) => ({
  artifactLocation: { uri, uriBaseId: ROOT },
  region: { startLine: seq + 1 },
});

const resultOf = ({ requirement, finding }: Unmet, isVoid: boolean, context: Context) => {
  const [first, ...others] = finding.lines;
  const timing = describeTiming(finding.timing);
  const isBroken = finding.outcome === 'broken' && !isVoid;
  const related = others.slice(0, MOST_RELATED).flatMap((seq) => {
    const line = context.bySeq.get(seq);
    return line === undefined
      ? []
      : [{ physicalLocation: placeOf(seq, context), message: message(describeLine(line)) }];
  });
  return {
    ruleId: visible(requirement.requirement),
    ruleIndex: context.rules.get(requirement.requirement) ?? -1,
    // What is not decided, or found in a void run, is no failure and no success.
    kind: isBroken ? 'fail' : 'open',
    level: isBroken ? LEVEL[requirement.level] : 'none',
    message: message(
      [
        `${requirement.requirement} ${isVoid ? 'unconfirmed, the run is void' : isBroken ? 'was broken' : 'was not decided'} in ${finding.lane}.`,
        `Expected: ${finding.expected}.`,
        `Observed: ${finding.observed}.`,
        ...(timing === undefined ? [] : [`Delay: ${timing}.`]),
        `Repeat: ${repeatCommand(finding.lane, context.run, context.command)}`,
      ].join(' '),
    ),
    locations: [
      {
        ...(first === undefined ? {} : { physicalLocation: placeOf(first, context) }),
        logicalLocations: [{ fullyQualifiedName: visible(finding.lane), kind: 'module' }],
      },
    ],
    ...(related.length === 0 ? {} : { relatedLocations: related }),
    partialFingerprints: {
      'vitalproofFinding/v1': visible(`${requirement.requirement}/${finding.lane}/${finding.polarity}`),
    },
  };
};

const notificationsOf = ({ notes, gates, isVoid }: RunVerdicts) => [
  ...notes.map((note) => ({ level: isVoid ? 'error' : 'warning', message: message(note) })),
  ...gates
    .filter((g) => g.verdict !== 'PASS' && g.verdict !== 'NOT_APPLICABLE')
    .map((g) => ({
      level: g.verdict === 'WARN' ? 'warning' : 'error',
      message: message(`Gate ${g.gate}: ${g.verdict}, ${g.reason}`),
    })),
];

const invocationOf = (run: RunVerdicts, line: RunLine | undefined) => ({
  executionSuccessful: !run.isVoid,
  exitCode: run.exitCode,
  exitCodeDescription: HEADLINE[run.verdict],
  ...(line === undefined
    ? {}
    : {
        startTimeUtc: new Date(line.started).toISOString(),
        arguments: [...line.command].map((word) => visible(word)),
      }),
  toolExecutionNotifications: notificationsOf(run),
});

/**
 * A run as SARIF 2.1.0 (OASIS): a rule for each requirement, a result for each finding that was broken or not decided.
 * What passed, and what was not judged, is in the properties of the run. Same input, same bytes.
 */
export const sarif = (verdicts: RunVerdicts, options: SarifOptions = {}): string => {
  const run = withoutVoidPasses(verdicts);
  const lines = options.lines ?? [];
  const line = runLineOf(lines);
  const requirements = [...run.requirements].sort((a, b) => byCodeUnits(a.requirement, b.requirement));
  const context: Context = {
    rules: new Map(requirements.map((r, i) => [r.requirement, i])),
    bySeq: linesBySeq(lines),
    run: line,
    uri: relativeUri(options.history ?? 'history.ndjson'),
    command: options.command ?? COMMAND,
  };
  const version = /\d+\.\d+\.\d+\S*/.exec(line?.harness ?? '')?.[0];
  const log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'vitalproof',
            ...(version === undefined ? {} : { version }),
            rules: requirements.map((r) => ruleOf(r, options.texts ?? new Map())),
          },
        },
        invocations: [invocationOf(run, line)],
        originalUriBaseIds: { [ROOT]: { description: { text: 'The folder in which the command was called.' } } },
        results: unmetOf(run).map((unmet) => resultOf(unmet, run.isVoid, context)),
        columnKind: 'utf16CodeUnits',
        properties: {
          verdict: run.verdict,
          isVoid: run.isVoid,
          run: visible(run.run),
          sut: visible(`${run.sut.name} ${run.sut.version}`),
          catalogue: visible(run.catalogue),
          coverage: coverageOf(run),
          requirements: Object.fromEntries(tally(run.requirements.map((r) => r.verdict))),
          notJudged: notJudged(run).map((r) => `${visible(r.requirement)} ${r.verdict}`),
        },
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
};
