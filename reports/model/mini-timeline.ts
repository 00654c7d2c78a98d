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

/** Whom and what a finding is about, in one line. Without the systems of the keys, which verdicts.json has. */
export const subjectOf = ({ finding }: Unmet): string =>
  visible(
    Object.entries(finding.subject)
      .map(([name, key]) => `${name} ${key.slice(key.lastIndexOf('|') + 1)}`)
      .join(', '),
  );
