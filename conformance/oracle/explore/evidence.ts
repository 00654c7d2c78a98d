import { keyOf } from '../../../contract/domain/index.ts';
import type { OpLine } from '../../history/lines.ts';
import type { SubmitOp } from '../course/filing.ts';
import { isOp, type PatientRecord } from '../record/patient-record.ts';
import { readingKey } from '../record/kept-reading.ts';

/** When each reading was first in sight, by its key: on an item, or in the answer to a query. */
const firstSights = (record: PatientRecord, unanswered: ReadonlySet<string>): ReadonlyMap<string, number> => {
  const found = new Map<string, number>();
  const note = (key: string, mono: number): void => {
    const known = found.get(key);
    if (known === undefined || mono < known) found.set(key, mono);
  };
  for (const { first, latest } of record.items) if (latest.reading !== undefined) note(keyOf(latest.reading), first.by);
  if (unanswered.size > 0)
    for (const read of record.reads)
      for (const filed of read.output?.readings ?? []) {
        const key = keyOf(filed.reading.identifier);
        if (unanswered.has(key)) note(key, read.settled);
      }
  return found;
};

/** Attempts of which a sight is evidence: one of them had taken effect. */
const attemptsBefore = (attempts: readonly SubmitOp[], sight: number): readonly SubmitOp[] =>
  attempts.filter((op) => op.sent <= sight && op.outcome !== 'refused');

/** A reading was in sight by then, so one of several attempts had filed it. */
export interface Proof {
  readonly key: string;
  readonly by: number;
  readonly attempts: readonly SubmitOp[];
}

/** What the sights of readings say. */
export interface Sights {
  /** The instant by which an attempt had taken effect, because no other can have filed what was seen. */
  readonly seen: (op: OpLine) => number | undefined;
  /** Where several can have, earliest first. */
  readonly proofs: readonly Proof[];
  /** When a reading was first in sight, by its key. */
  readonly firstOf: (key: string) => number | undefined;
}

/** The submissions of those readings, by their keys. */
const submissionsOf = (
  ops: readonly OpLine[],
  found: ReadonlyMap<string, number>,
): ReadonlyMap<string, readonly SubmitOp[]> => {
  const submissions = new Map<string, SubmitOp[]>();
  for (const op of ops) {
    if (!isOp(op, 'reading.submit')) continue;
    const key = readingKey(op.act.reading);
    const known = submissions.get(key);
    if (known !== undefined) known.push(op);
    else if (found.has(key)) submissions.set(key, [op]);
  }
  return submissions;
};

/**
 * What is seen of a reading has been filed: by then an attempt that nobody answered took effect, or one that was
 * answered later had taken effect already.
 */
export const sights = (record: PatientRecord, ops: readonly OpLine[]): Sights => {
  const unanswered = new Set<string>();
  for (const op of ops)
    if (op.outcome === 'unknown' && isOp(op, 'reading.submit')) unanswered.add(readingKey(op.act.reading));
  const found = firstSights(record, unanswered);
  const settled = new Map<OpLine, number>();
  const proofs: Proof[] = [];
  for (const [key, all] of submissionsOf(ops, found)) {
    const by = found.get(key) ?? 0;
    const attempts = attemptsBefore(all, by);
    if (attempts.length > 1) proofs.push({ key, by, attempts });
    else for (const op of attempts) settled.set(op, by);
  }
  return {
    seen: (op) => settled.get(op),
    proofs: proofs.toSorted((a, b) => a.by - b.by),
    firstOf: (key) => found.get(key),
  };
};
