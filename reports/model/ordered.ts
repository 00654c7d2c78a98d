import type { HistoryLine, OpLine } from '../../conformance/history/lines.ts';
import { keyOf } from '../../contract/domain/index.ts';
import { describeLine } from './describe-line.ts';
import type { Unmet } from './findings.ts';

/** Versions that are named; of the earlier ones it is said that there are some. */
const NAMED = 2;

type Versions = ReadonlyMap<string, readonly OpLine[]>;

/** Found once for each history, for a report has many findings. */
const known = new WeakMap<ReadonlyMap<number, HistoryLine>, Versions>();

const versionsOf = (bySeq: ReadonlyMap<number, HistoryLine>): Versions => {
  const found = known.get(bySeq);
  if (found !== undefined) return found;
  const all = new Map<string, OpLine[]>();
  for (const line of bySeq.values()) {
    if (line.kind !== 'op' || (line.act.op !== 'order.submit' && line.act.op !== 'order.change')) continue;
    const key = keyOf(line.act.order.identifier);
    const versions = all.get(key);
    if (versions === undefined) all.set(key, [line]);
    else versions.push(line);
  }
  known.set(bySeq, all);
  return all;
};

/**
 * What was ordered before the last thing that a finding rests on: the latest versions of its order as they were sent, with limits
 * and recipient. Which version a system applied, and whom it told in place of whom, shows beside them. Empty where the finding
 * is about no order, or rests on those lines anyway.
 */
export const ordered = ({ finding }: Unmet, bySeq: ReadonlyMap<number, HistoryLine>): readonly string[] => {
  const { order } = finding.subject;
  if (order === undefined) return [];
  const last = Math.max(...finding.lines);
  const versions = (versionsOf(bySeq).get(order) ?? []).filter(
    ({ seq }) => seq <= last && !finding.lines.includes(seq),
  );
  const earlier = versions.length - NAMED;
  return [
    ...(earlier > 0 ? [`… ${earlier} earlier ${earlier === 1 ? 'version' : 'versions'}`] : []),
    ...versions.slice(-NAMED).map(describeLine),
  ];
};
