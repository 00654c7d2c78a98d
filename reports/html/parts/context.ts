import type { EndLine, FaultLine, HistoryLine, RunLine } from '../../../conformance/history/lines.ts';
import type { Finding, RunVerdicts } from '../../../conformance/verdict/types.ts';
import type { Unmet } from '../../model/findings.ts';
import type { LaneData } from '../../model/lane-series.ts';
import type { RequirementTexts } from '../../model/requirement-text.ts';

/** All that the parts of a page draw on. */
export interface PageContext {
  readonly verdicts: RunVerdicts;
  readonly run: RunLine | undefined;
  /** Absent: the history was cut off. */
  readonly end: EndLine | undefined;
  readonly faults: readonly FaultLine[];
  readonly lanes: ReadonlyMap<string, LaneData>;
  readonly unmet: readonly Unmet[];
  /** Findings that get a timeline. */
  readonly drawn: ReadonlySet<Finding>;
  readonly bySeq: ReadonlyMap<number, HistoryLine>;
  readonly texts: RequirementTexts;
  readonly command: string;
}
