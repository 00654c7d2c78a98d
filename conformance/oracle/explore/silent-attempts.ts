import type { OpLine } from '../../history/lines.ts';
import type { SubmitOp } from '../course/filing.ts';
import { isOp } from '../record/patient-record.ts';
import { readingKey } from '../record/kept-reading.ts';
import type { Evidence } from './plan.ts';

/** Of each attempt that nobody answered and that others say again word for word: all of them, in the order of sending. */
export type Silent = ReadonlyMap<OpLine, readonly SubmitOp[]>;

/** What is sent again says the same in every member, by the same way. */
const sameAttempt = ({ via, actor, act }: SubmitOp): string => `${via} ${actor} ${JSON.stringify(act)}`;

/** So few are gone through one by one: that tells more exactly which of them it was, and costs nothing. */
const FEW = 4;

const byKey = (ops: readonly OpLine[]): ReadonlyMap<string, readonly SubmitOp[]> => {
  const submissions = ops.filter((op) => isOp(op, 'reading.submit'));
  if (!submissions.some((op) => op.outcome === 'unknown')) return new Map();
  return Map.groupBy(submissions, (op) => readingKey(op.act.reading));
};

/**
 * Attempts of one reading that differ in nothing, none of which was answered. The first that takes effect is the last
 * that does: another one after it is a replay. And as each may take effect at any time after it was sent, the first of
 * them may wherever one of them may. So they are as good as one, sent when the first was; a gateway that tries a
 * hundred times in an outage leaves one question open and not a hundred. Apart are those that another answer ends, and
 * those that were sent after the reading had come into sight (`sightOf`), which cannot have been what filed it. Where
 * anything else was ever said of the reading, each stays by itself.
 */
export const silentAttempts = (
  ops: readonly OpLine[],
  { seen, repeated }: Evidence,
  sightOf: (key: string) => number | undefined,
): Silent => {
  const silent = new Map<OpLine, readonly SubmitOp[]>();
  for (const [key, all] of byKey(ops)) {
    const unanswered = all.filter((op) => op.outcome === 'unknown' && seen(op) === undefined);
    if (unanswered.length <= FEW || all.some(({ act }) => act.bundle !== undefined || act.reading.status !== 'final'))
      continue;
    if (new Set(all.map(({ act }) => JSON.stringify(act))).size > 1) continue;
    const sight = sightOf(key);
    const when = (op: SubmitOp): string => `${sight !== undefined && op.sent > sight} ${repeated(op) ?? ''}`;
    for (const group of Map.groupBy(unanswered, (op) => `${when(op)} ${sameAttempt(op)}`).values())
      if (group.length > FEW) for (const op of group) silent.set(op, group);
  }
  return silent;
};
