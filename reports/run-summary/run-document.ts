import type { HistoryLine } from '../../conformance/history/lines.ts';
import type { RunVerdicts } from '../../conformance/verdict/types.ts';
import {
  plain,
  said,
  toned,
  verdictCell,
  type Block,
  type Cell,
  type Document,
  type Section,
} from '../document/document.ts';
import { coverageOf, coverageText } from '../model/coverage.ts';
import { describeTiming } from '../model/findings.ts';
import { foldNotRun } from '../model/open-groups.ts';
import { COMMAND, repeatCommand } from '../model/repeat-command.ts';
import type { RequirementTexts } from '../model/requirement-text.ts';
import { runLineOf } from '../model/run-facts.ts';
import { showReason } from '../model/show-reason.ts';
import { notJudged, tally } from '../model/tally.ts';
import { elsewhere, unmetGroups, type UnmetGroup } from '../model/unmet-groups.ts';
import { withoutVoidPasses } from '../model/void-run.ts';
import { HEADLINE, WORDING } from '../model/wording.ts';

export interface SummaryOptions {
  /** The history, for the seed and the commands to repeat. */
  readonly lines?: readonly HistoryLine[];
  readonly texts?: RequirementTexts;
  readonly command?: string;
  /** What else came of this run: latencies and thresholds of a load. They come behind what was not met. */
  readonly sections?: readonly Section[];
}

const tallyBlock = ({ requirements }: RunVerdicts): Block => ({
  kind: 'table',
  caption: 'Requirements by verdict',
  head: ['Verdict', 'Requirements', 'Means'],
  rows: tally(requirements.map((r) => r.verdict)).map(([verdict, count]) => [
    verdictCell(verdict),
    plain(String(count)),
    plain(WORDING[verdict].plain),
  ]),
});

const unmetRow = (
  group: UnmetGroup,
  {
    run,
    texts,
    command,
  }: { readonly run: ReturnType<typeof runLineOf>; readonly texts: RequirementTexts; readonly command: string },
): readonly Cell[] => {
  const { requirement, first } = group;
  const { finding } = first;
  const also = elsewhere(group);
  const timing = describeTiming(finding.timing);
  return [
    plain(`${requirement.requirement} ${requirement.level}`),
    finding.outcome === 'undecided' ? toned('open', '? not decided') : verdictCell(requirement.verdict),
    plain(requirement.statement),
    plain(finding.expected),
    plain(`${finding.observed}${timing === undefined ? '' : ` (${timing})`}`),
    plain(`${finding.lane}${also === '' ? '' : `; ${also}`}`),
    plain(texts.get(requirement.requirement)?.fix ?? ''),
    plain(repeatCommand(finding.lane, run, command)),
  ];
};

const unmetSection = (run: RunVerdicts, options: SummaryOptions): Section => {
  const groups = unmetGroups(run);
  const context = {
    run: runLineOf(options.lines ?? []),
    texts: options.texts ?? new Map(),
    command: options.command ?? COMMAND,
  };
  return {
    heading: `What was not met (${groups.length})`,
    blocks:
      groups.length === 0
        ? []
        : [
            {
              kind: 'table',
              caption:
                'Requirements that were broken or could not be decided, one finding of each, the best evidence first',
              head: ['Requirement', 'Outcome', 'Demands', 'Expected', 'Observed', 'Where', 'How to fix', 'Repeat'],
              rows: groups.map((group) => unmetRow(group, context)),
            },
          ],
  };
};

const gateSection = ({ gates }: RunVerdicts): Section => {
  const bad = gates.filter((g) => g.verdict !== 'PASS' && g.verdict !== 'NOT_APPLICABLE');
  return {
    heading: `Gates that did not hold (${bad.length})`,
    blocks:
      bad.length === 0
        ? []
        : [
            {
              kind: 'table',
              caption: 'Conditions without which a green run would prove nothing',
              head: ['Gate', 'Verdict', 'Why'],
              rows: bad.map((g) => [plain(g.gate), verdictCell(g.verdict), plain(g.reason)]),
            },
          ],
  };
};

const openSection = (run: RunVerdicts): Section => {
  const open = notJudged(run);
  const { rows, groups } = foldNotRun(open);
  return {
    heading: `Not judged (${open.length} of ${run.requirements.length})`,
    blocks:
      open.length === 0
        ? []
        : [
            {
              kind: 'table',
              caption: 'Nothing is said about these',
              head: ['Verdict', 'Why', 'Requirements'],
              rows: [
                ...rows.map((r) => [verdictCell(r.verdict), plain(showReason(r.reason)), plain(r.requirement)]),
                ...groups.map((g) => [
                  verdictCell(g.verdict),
                  plain(g.reason),
                  plain(`${g.ids.length}: ${g.ids.join(' ')}`),
                ]),
              ],
            },
          ],
  };
};

const factsSection = (run: RunVerdicts, lines: readonly HistoryLine[]): Section => {
  const line = runLineOf(lines);
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['Run', run.run],
    ['Started', line?.started],
    ['Seed', line === undefined ? undefined : String(line.seed)],
    ['Command', line?.command.join(' ')],
    ['Harness', line?.harness],
    ['Catalogue', run.catalogue],
    ['Exit code', String(run.exitCode)],
  ];
  return {
    heading: 'The run',
    blocks: [
      {
        kind: 'table',
        caption: 'What was run',
        head: ['What', 'Value'],
        rows: rows.flatMap(([name, value]) => (value === undefined ? [] : [[plain(name), plain(value)]])),
      },
    ],
  };
};

/** Any run in short, for the page of a build: the verdict, what it covers, what was not met, what was not judged. */
export const runDocument = (verdicts: RunVerdicts, options: SummaryOptions = {}): Document => {
  const run = withoutVoidPasses(verdicts);
  const { glyph, tone } = WORDING[run.verdict];
  return {
    title: `vitalproof: ${run.sut.name} ${run.sut.version}`,
    headline: { text: `${glyph} ${run.verdict}. ${HEADLINE[run.verdict]}`, tone },
    lead: [
      said(`${coverageText(coverageOf(run))}.`),
      ...(run.notes.length === 0
        ? []
        : [{ kind: 'list', items: run.notes.map((note) => toned('open', note)) } as const]),
      tallyBlock(run),
    ],
    sections: [
      unmetSection(run, options),
      ...(options.sections ?? []),
      gateSection(run),
      openSection(run),
      factsSection(run, options.lines ?? []),
    ],
  };
};
