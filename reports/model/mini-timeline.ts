import type { HistoryLine } from '../../conformance/history/lines.ts';
import { visible } from '../text/visible.ts';
import { describeLine } from './describe-line.ts';
import type { Unmet } from './findings.ts';

/** The story of a finding in at most five lines: the first, the last, and a count of what lies between. */
export function miniTimeline(seqs: readonly number[], bySeq: ReadonlyMap<number, HistoryLine>): readonly string[] {
  const known = [...new Set(seqs)].sort((a, b) => a - b).flatMap((seq) => bySeq.get(seq) ?? []);
  if (known.length <= 5) return known.map(describeLine);
  const left = known.length - 4;
  return [...known.slice(0, 2).map(describeLine), `… ${left} more lines`, ...known.slice(-2).map(describeLine)];
}

/** Business keys of a finding's subject in one line. */
export const subjectOf = ({ finding }: Unmet): string =>
  visible(
    Object.entries(finding.subject)
      .map(([name, key]) => `${name} ${key}`)
      .join(', '),
  );
