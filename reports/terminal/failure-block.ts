import type { HistoryLine, RunLine } from '../../conformance/history/lines.ts';
import { describeTiming, whyUnmet, type Unmet } from '../model/findings.ts';
import { miniTimeline, subjectOf } from '../model/mini-timeline.ts';
import { repeatCommand } from '../model/repeat-command.ts';
import type { RequirementTexts } from '../model/requirement-text.ts';
import { ordered } from '../model/ordered.ts';
import { wireFiles } from '../model/wire-files.ts';
import { visible } from '../text/visible.ts';
import type { Paint } from './paint.ts';
import { wrapText } from './width.ts';

/** What a failure block may draw on besides the finding itself. */
export interface BlockContext {
  readonly bySeq: ReadonlyMap<number, HistoryLine>;
  readonly run: RunLine | undefined;
  readonly texts: RequirementTexts;
  readonly command: string;
  readonly width: number;
  readonly paint: Paint;
}

/** Known causes that are named; more would be guessing. */
const LIKELY = 3;

/**
 * One failure in the fixed order: requirement and level, statement, clause and source, what was ordered, what was sent,
 * expected, observed, why, likely causes, how to fix, the command to repeat. `elsewhere`: where else it was not met.
 */
export function failureBlock(unmet: Unmet, context: BlockContext, elsewhere = ''): string {
  const { requirement, finding } = unmet;
  const { paint, width } = context;
  const text = context.texts.get(requirement.requirement);
  const row = (label: string, content: string | undefined, hang = ''): readonly string[] =>
    content === undefined || content === ''
      ? []
      : wrapText(visible(content, 2000), width - 13 - hang.length).map(
          (l, i) => `  ${paint.dim((i === 0 ? label : '').padEnd(10))} ${i === 0 ? '' : hang}${l}`,
        );
  const rows = (label: string, contents: readonly string[]): readonly string[] =>
    contents.flatMap((content, i) => row(i === 0 ? label : '', content, '   '));
  const sent = miniTimeline(finding.lines, context.bySeq);
  const broken = finding.outcome === 'broken';
  const heading = `${broken ? '✗' : '?'} ${visible(requirement.requirement)} (${requirement.level}) ${broken ? 'broken' : 'not decided'} in ${visible(finding.lane)}`;
  return [
    paint.tone(broken ? 'bad' : 'open', heading),
    ...row('demands', requirement.statement),
    ...row('clause', text?.clause),
    ...row('source', text?.source),
    ...row('subject', subjectOf(unmet)),
    ...rows('ordered', ordered(unmet, context.bySeq)),
    ...rows('sent', sent),
    ...row('expected', finding.expected),
    ...row('observed', finding.observed),
    ...row('delay', describeTiming(finding.timing)),
    ...row('why', whyUnmet(unmet)),
    ...row('also', elsewhere),
    ...rows('bytes', wireFiles(finding.lines, context.bySeq)),
    ...rows('likely', (text?.causes ?? []).slice(0, LIKELY)),
    ...row('to fix', text?.fix ?? `${context.command} explain ${visible(requirement.requirement)}`),
    `  ${paint.dim('repeat    ')} ${repeatCommand(finding.lane, context.run, context.command)}`,
  ].join('\n');
}
